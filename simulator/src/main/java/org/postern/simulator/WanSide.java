// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.LanInterface;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses the address on which external ports are really opened. */
final class WanSide {
    private static final String BESIDE_LOOPBACK = "127.0.0.2";

    private WanSide() {}

    static InetAddress choose(RouterConfig config, LanInterface lan) throws IOException {
        if (config.wanAddress().isEmpty()) {
            InetAddress beside = Addresses.literal(BESIDE_LOOPBACK).orElseThrow();
            return lan.loopback() && canBind(beside) ? beside : lan.address();
        }
        InetAddress asked =
                Addresses.literal(config.wanAddress())
                        .orElseThrow(() -> new IOException(refusal(config) + "no IP address."));
        if (!canBind(asked)) {
            throw new IOException(refusal(config) + "no address of this machine.");
        }
        return asked;
    }

    private static String refusal(RouterConfig config) {
        return "The WAN side cannot be opened on \""
                + Addresses.printable(config.wanAddress())
                + "\": it is ";
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
