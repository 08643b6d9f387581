// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * Where the user looks for gateways, and where an examination does: on all interfaces, to say where
 * the gateway is. Only who looks on loopback, as for a simulated router, means no other one.
 *
 * @param chosen the interface that the user chose, or any
 * @param loopback whether it is the loopback interface
 */
public record SearchPlace(InterfaceChoice chosen, boolean loopback) {
    /** Of a query; fails with {@link Reason#INVALID_ARGUMENT} where its interface is not there. */
    public static SearchPlace of(GatewayQuery query) throws GatewayException {
        InterfaceChoice chosen = InterfaceChoice.named(query.networkInterface());
        return new SearchPlace(
                chosen, chosen.networkInterface().filter(SearchPlace::isLoopback).isPresent());
    }

    private static boolean isLoopback(NetworkInterface chosen) {
        try {
            return chosen.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    InterfaceChoice searched() {
        return loopback ? chosen : InterfaceChoice.any();
    }

    /** The same, by its name. */
    String searchedName() {
        return loopback ? chosen.networkInterface().map(NetworkInterface::getName).orElse("") : "";
    }
}
