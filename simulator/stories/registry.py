"""All stories, in the order in which the page offers them."""

from simulator.stories.blocked import Blocked
from simulator.stories.callback_twice import CallbackTwice
from simulator.stories.happy import Happy
from simulator.stories.no_callback import NoCallback
from simulator.stories.provider_back import ProviderBack
from simulator.stories.provider_gone import ProviderGone
from simulator.stories.quota import QuotaUsedUp
from simulator.stories.stage import Story
from simulator.stories.storage_down import StorageDown

STORIES: dict[str, Story] = {
    each.name: each
    for each in (
        Happy(),
        Blocked(),
        QuotaUsedUp(),
        ProviderBack(),
        ProviderGone(),
        StorageDown(),
        CallbackTwice(),
        NoCallback(),
    )
}
