from . import test_access, test_callback, test_portal, test_quota, test_settings, test_storage
