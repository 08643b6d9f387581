#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""GUPnP IGD, the library of GNOME and of libnice."""
import sys

import gi

gi.require_version("GUPnPIgd", "1.0")
from gi.repository import GLib, GUPnPIgd

address, port = sys.argv[1], int(sys.argv[2])
loop = GLib.MainLoop()
igd = GUPnPIgd.SimpleIgd()
igd.connect("mapped-external-port", lambda *told: print("mapped", *told[1:], flush=True))
igd.connect("error-mapping-port", lambda *told: print("failed", *told[1:], flush=True))


def ended(*_):
    igd.remove_port("TCP", port)
    # It does not tell when the router has answered, and stops sending when it ends.
    GLib.timeout_add(1000, loop.quit)
    return False


igd.add_port("TCP", port, address, port, 600, "gupnp-igd")
GLib.io_add_watch(GLib.IOChannel.unix_new(0), GLib.PRIORITY_DEFAULT, GLib.IOCondition.HUP, ended)
loop.run()
