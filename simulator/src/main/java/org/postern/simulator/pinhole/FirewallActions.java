// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pinhole;

import org.postern.simulator.net.Addresses;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.UpnpError;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * The actions of WANIPv6FirewallControl:1. A client opens and closes pinholes only for the address
 * that it asks from, but those of PCP too.
 */
public final class FirewallActions {
    private static final int ANY_PROTOCOL = 65_535;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int OUTBOUND_TIMEOUT_SECONDS = 300;

    private final FirewallPinholes pinholes;

    public FirewallActions(FirewallPinholes pinholes) {
        this.pinholes = pinholes;
    }

    public Map<String, ActionHandler> handlers() {
        return Map.of(
                "GetFirewallStatus", (a, c) -> List.of("1", "1"),
                "GetOutboundPinholeTimeout",
                        (a, c) -> List.of(Integer.toString(OUTBOUND_TIMEOUT_SECONDS)),
                "AddPinhole", this::add,
                "UpdatePinhole", this::update,
                "DeletePinhole", this::delete,
                "GetPinholePackets", this::packets,
                "CheckPinholeWorking", this::check);
    }

    private List<String> add(Arguments arguments, InetAddress caller) throws ActionFault {
        arguments.text("RemoteHost");
        arguments.port("RemotePort");
        int port = arguments.port("InternalPort");
        int protocol = arguments.port("Protocol");
        long lease = lease(arguments, "LeaseTime");
        InetAddress client =
                Addresses.literal(arguments.text("InternalClient"))
                        .orElseThrow(() -> new ActionFault(UpnpError.WILDCARD_CLIENT));
        if (protocol == ANY_PROTOCOL) {
            throw new ActionFault(UpnpError.WILDCARD_PROTOCOL);
        }
        if (protocol != TCP && protocol != UDP) {
            throw new ActionFault(UpnpError.PROTOCOL_NOT_SUPPORTED);
        }
        if (port == 0) {
            throw new ActionFault(UpnpError.WILDCARD_PINHOLE_PORT);
        }
        if (!(caller instanceof Inet6Address) || !Addresses.same(client, caller)) {
            throw new ActionFault(UpnpError.NOT_AUTHORIZED);
        }
        return List.of(
                Integer.toString(
                        pinholes.atomically(() -> held(client, protocol, port, lease)).id()));
    }

    private FirewallPinhole held(InetAddress client, int protocol, int port, long lease) {
        String owner = pinholes.find(client, protocol, port).map(FirewallPinhole::owner).orElse("");
        return pinholes.hold(client, protocol, port, owner, lease);
    }

    private List<String> update(Arguments arguments, InetAddress caller) throws ActionFault {
        FirewallPinhole own = own(arguments, caller, UpnpError.NO_SUCH_PINHOLE);
        pinholes.hold(
                own.client(),
                own.protocol(),
                own.internalPort(),
                own.owner(),
                lease(arguments, "NewLeaseTime"));
        return List.of();
    }

    private List<String> delete(Arguments arguments, InetAddress caller) throws ActionFault {
        pinholes.remove(own(arguments, caller, UpnpError.NO_SUCH_PINHOLE));
        return List.of();
    }

    private List<String> packets(Arguments arguments, InetAddress caller) throws ActionFault {
        own(arguments, caller, UpnpError.ACTION_FAILED);
        return List.of("0");
    }

    /** No packet ever passes. */
    private List<String> check(Arguments arguments, InetAddress caller) throws ActionFault {
        own(arguments, caller, UpnpError.NO_SUCH_PINHOLE);
        throw new ActionFault(UpnpError.NO_PACKET_SENT);
    }

    private FirewallPinhole own(Arguments arguments, InetAddress caller, UpnpError unknown)
            throws ActionFault {
        FirewallPinhole found =
                pinholes.find(arguments.port("UniqueID"))
                        .orElseThrow(() -> new ActionFault(unknown));
        if (!found.client().equals(caller)) {
            throw new ActionFault(UpnpError.NOT_AUTHORIZED);
        }
        return found;
    }

    private static long lease(Arguments arguments, String name) throws ActionFault {
        long lease = arguments.number(name);
        if (lease < 1 || lease > FirewallModel.LONGEST_LEASE) {
            throw new ActionFault(UpnpError.INVALID_ARGS);
        }
        return lease;
    }
}
