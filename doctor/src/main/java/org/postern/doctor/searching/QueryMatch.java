// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;

/** Whether a gateway is one that a query asks for. */
record QueryMatch(GatewayQuery query, InterfaceChoice choice) {
    private static final String UUID = "uuid:";

    /** Of a gateway with these unique device names. */
    boolean accepts(GatewaySeen seen, List<String> udns) {
        return isWanted(seen, udns)
                && isReached(seen.localAddress())
                && (query.controlProtocol().isEmpty()
                        || seen.protocols().contains(query.controlProtocol()));
    }

    private boolean isWanted(GatewaySeen seen, List<String> udns) {
        String wanted = query.wanted();
        return wanted.isEmpty()
                || wanted.equals(seen.id())
                || seen.descriptionUrl().filter(wanted::equals).isPresent()
                || wanted.equalsIgnoreCase(seen.name())
                || AddressLiteral.parse(wanted).filter(seen.address()::equals).isPresent()
                || udns.stream().anyMatch(each -> bare(each).equals(bare(wanted)));
    }

    private boolean isReached(InetAddress local) {
        if (choice.networkInterface().isEmpty()) {
            return true;
        }
        try {
            NetworkInterface holder = NetworkInterface.getByInetAddress(local);
            return holder != null && choice.covers(holder) && choice.covers(local);
        } catch (SocketException e) {
            return false;
        }
    }

    /** Users leave "uuid:" out. */
    private static String bare(String udn) {
        String lower = udn.toLowerCase(Locale.ROOT);
        return lower.startsWith(UUID) ? lower.substring(UUID.length()) : lower;
    }
}
