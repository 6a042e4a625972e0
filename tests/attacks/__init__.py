"""Fifty attacks on the download of a link (I09): one table, played against the stub and against the addon.

1 to 15 lie in the link itself (`places`), 16 to 30 in what its host does (`hosts`), 31 to 43 in what it gives
(`contents`); 44 to 50 are matters of the whole flow, and `flow` names what holds them.
"""
