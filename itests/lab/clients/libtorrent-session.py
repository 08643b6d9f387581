#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""libtorrent-rasterbar, the library of qBittorrent and Deluge: maps the port that it listens on."""
import sys
import time

import libtorrent

address, port = sys.argv[1:]
category = libtorrent.alert.category_t
session = libtorrent.session({
    "listen_interfaces": f"{address}:{port}",
    "enable_upnp": True,
    "enable_natpmp": False,
    "enable_dht": False,
    "enable_lsd": False,
    "alert_mask": category.port_mapping_notification | category.port_mapping_log_notification,
})
sys.stdin.read()
# It removes its mappings in the background, TCP and UDP, and tells when the router has answered.
session.apply_settings({"enable_upnp": False})
end = time.monotonic() + 10
answers = 0
while answers < 2 and time.monotonic() < end:
    session.wait_for_alert(1000)
    for alert in session.pop_alerts():
        print(alert.message())
        answers += "unmap response" in alert.message()
