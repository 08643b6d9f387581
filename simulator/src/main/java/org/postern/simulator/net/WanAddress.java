// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses the address on which external ports are opened. */
public final class WanAddress {
    private static final String SECOND_LOOPBACK = "127.0.0.2";

    private WanAddress() {}

    /**
     * Reads a literal. When it is empty, chooses 127.0.0.2 on loopback if that can be bound, else
     * the interface's own address. Fails with a sentence if the address cannot be bound.
     */
    public static InetAddress choose(String asked, LanInterface lan) throws IOException {
        if (asked.isEmpty()) {
            InetAddress second = Addresses.literal(SECOND_LOOPBACK).orElseThrow();
            return lan.loopback() && canBind(second) ? second : lan.address();
        }
        InetAddress address =
                Addresses.literal(asked)
                        .orElseThrow(() -> new IOException(refusal(asked) + "no IP address."));
        if (!canBind(address)) {
            throw new IOException(refusal(asked) + "no address of this machine.");
        }
        return address;
    }

    private static String refusal(String asked) {
        return "The WAN side cannot be opened on \"" + Addresses.printable(asked) + "\": it is ";
    }

    private static boolean canBind(InetAddress address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
