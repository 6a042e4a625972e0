from . import callback, images, requests
