// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.net.Addresses;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the server sends to the groups: ANNOUNCE (RFC 6887, section 14.1) and the address (RFC 6886,
 * section 3.2.1), at the moments of miniupnpd.
 */
final class PxpAnnouncer {
    private static final int CLIENT_PORT = 5350;
    private static final InetSocketAddress IPV4 = group("224.0.0.1", CLIENT_PORT);
    private static final InetSocketAddress IPV6 = group("ff02::1", CLIENT_PORT);

    /** The port at which clients listened for NAT-PMP before it had one for them. */
    private static final InetSocketAddress FORMER = group("224.0.0.1", 5351);

    private final PxpSockets sockets;
    private final PxpSettings settings;
    private final NatPmpResponder natPmp;
    private final PxpEpoch epoch;
    private final AnnouncementRules rules;

    PxpAnnouncer(
            PxpSockets sockets,
            PxpSettings settings,
            NatPmpResponder natPmp,
            PxpEpoch epoch,
            AnnouncementRules rules) {
        this.sockets = sockets;
        this.settings = settings;
        this.natPmp = natPmp;
        this.epoch = epoch;
        this.rules = rules;
    }

    /** At the start; the address only where PCP is not spoken. */
    void started() {
        repeat(
                () -> {
                    sendAnnounce();
                    if (!settings.pcp() || rules.times() > 1) {
                        sendAddress(epoch.now());
                    }
                });
    }

    /** Both kinds. */
    void all() {
        repeat(
                () -> {
                    sendAnnounce();
                    sendAddress(epoch.now());
                });
    }

    /** After another external address: the epoch starts anew, but the address has the old one. */
    void addressChanged(boolean lost) {
        long before = epoch.now();
        if (rules.addressOnly()) {
            if (!lost) {
                repeat(() -> sendAddress(before));
            }
            return;
        }
        epoch.set(0);
        repeat(
                () -> {
                    sendAnnounce();
                    if (!lost) {
                        sendAnnounce();
                        sendAddress(before);
                    }
                });
    }

    private void repeat(Runnable announcement) {
        for (int i = 0; i < rules.times() && !rules.never(); i++) {
            announcement.run();
        }
    }

    private void sendAnnounce() {
        if (!settings.pcp()) {
            return;
        }
        PcpBuffer packet = new PcpBuffer(announceRequest());
        packet.answer(SentResult.SUCCESS, 0, epoch.now());
        for (InetSocketAddress group : List.of(IPV4, IPV6)) {
            sockets.sendToGroup(packet.toBytes(), group);
        }
    }

    private void sendAddress(long epochSeconds) {
        if (settings.natPmp()) {
            byte[] address = natPmp.address(epochSeconds);
            sockets.sendToGroup(address, IPV4);
            sockets.sendToGroup(address, FORMER);
        }
    }

    private static byte[] announceRequest() {
        byte[] request = new byte[PcpBuffer.HEADER];
        request[0] = 2;
        return request;
    }

    private static InetSocketAddress group(String literal, int port) {
        return new InetSocketAddress(Addresses.literal(literal).orElseThrow(), port);
    }
}
