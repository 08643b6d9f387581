// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.UpnpError;

import java.net.Inet4Address;
import java.util.Optional;

/** Reads mappings and their parts from a call's arguments, with the checks of the version. */
final class MappingReader {
    private static final int MAX_DESCRIPTION = 256;

    private final int version;
    private final InternalClientPolicy policy;

    MappingReader(int version, InternalClientPolicy policy) {
        this.version = version;
        this.policy = policy;
    }

    /** The mapping of AddPortMapping and AddAnyPortMapping. */
    Mapping mapping(Arguments arguments) throws ActionFault {
        Optional<Inet4Address> remoteHost = remoteHost(arguments);
        int externalPort = arguments.port("NewExternalPort");
        Transport transport = transport(arguments);
        int internalPort = arguments.port("NewInternalPort");
        String client = arguments.text("NewInternalClient");
        boolean enabled = arguments.flag("NewEnabled");
        String description = arguments.text("NewPortMappingDescription");
        long lease = lease(arguments);
        if (client.isEmpty()) {
            throw new ActionFault(UpnpError.WILDCARD_SOURCE);
        }
        if (externalPort == 0) {
            throw new ActionFault(UpnpError.WILDCARD_EXTERNAL_PORT);
        }
        if (internalPort == 0) {
            throw atLeast2(UpnpError.WILDCARD_INTERNAL_PORT);
        }
        Inet4Address address =
                Addresses.ipv4(client).orElseThrow(() -> new ActionFault(UpnpError.INVALID_ARGS));
        if (!policy.permits(address, internalPort, externalPort)
                || description.length() > MAX_DESCRIPTION) {
            throw new ActionFault(UpnpError.INVALID_ARGS);
        }
        return new Mapping(
                remoteHost,
                externalPort,
                transport,
                internalPort,
                address,
                enabled,
                description,
                lease,
                Optional.empty());
    }

    /** TCP or UDP, in capitals as the standard says; else 402, in version 2 601. */
    Transport transport(Arguments arguments) throws ActionFault {
        return switch (arguments.text("NewProtocol")) {
            case "TCP" -> Transport.TCP;
            case "UDP" -> Transport.UDP;
            default -> throw atLeast2(UpnpError.OUT_OF_RANGE);
        };
    }

    /** Empty: every host. Names are not looked up. */
    Optional<Inet4Address> remoteHost(Arguments arguments) throws ActionFault {
        String text = arguments.text("NewRemoteHost");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Addresses.ipv4(text).orElseThrow(() -> new ActionFault(UpnpError.INVALID_ARGS)));
    }

    private long lease(Arguments arguments) throws ActionFault {
        long lease = arguments.number("NewLeaseDuration");
        if (version == 1) {
            return lease;
        }
        if (lease > WanConnectionModel.MAX_LEASE_V2) {
            throw new ActionFault(UpnpError.OUT_OF_RANGE);
        }
        return lease == 0 ? WanConnectionModel.MAX_LEASE_V2 : lease;
    }

    private ActionFault atLeast2(UpnpError error) {
        return version >= 2 ? new ActionFault(error) : new ActionFault(UpnpError.INVALID_ARGS);
    }
}
