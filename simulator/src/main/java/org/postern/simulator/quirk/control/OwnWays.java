// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.quirk.control.Around.Way;
import org.postern.simulator.soap.UpnpError;

import java.net.Inet6Address;

/** Ways of making and ending mappings. */
public final class OwnWays {
    private static final String REMOTE_HOST = "NewRemoteHost";
    private static final String CLIENT = "NewInternalClient";
    private static final String EXTERNAL_PORT = "NewExternalPort";
    private static final int FIRST_HIGH_PORT = 40_000;
    private static final int HIGH_PORTS = 20_000;

    private OwnWays() {}

    /** Every outside host is written like this, and in no other way. */
    public static Way remoteHost(String any, UpnpError otherwise) {
        return (plain, arguments, caller) -> {
            if (!arguments.text(REMOTE_HOST).equals(any)) {
                throw otherwise.fault();
            }
            return plain.call(arguments.with(REMOTE_HOST, ""), caller);
        };
    }

    /** Who names no internal client means itself. */
    public static Way emptyClientIsCaller() {
        return (plain, arguments, caller) ->
                plain.call(
                        arguments.text(CLIENT).isEmpty()
                                ? arguments.with(CLIENT, caller.getHostAddress())
                                : arguments,
                        caller);
    }

    /** Only who asks over IPv4 gets IPv4 mappings. */
    public static Way ipv4CallersOnly() {
        return (plain, arguments, caller) -> {
            if (caller instanceof Inet6Address) {
                throw UpnpError.INVALID_ARGS.fault();
            }
            return plain.call(arguments, caller);
        };
    }

    /** Never the external port asked for, but a higher one. */
    public static Way higherPort() {
        return (plain, arguments, caller) -> {
            int port = FIRST_HIGH_PORT + arguments.port(EXTERNAL_PORT) % HIGH_PORTS;
            return plain.call(arguments.with(EXTERNAL_PORT, Integer.toString(port)), caller);
        };
    }

    /** Does what it should and then says that it failed. */
    public static Way failingAfterwards() {
        return (plain, arguments, caller) -> {
            plain.call(arguments, caller);
            throw UpnpError.ACTION_FAILED.fault();
        };
    }
}
