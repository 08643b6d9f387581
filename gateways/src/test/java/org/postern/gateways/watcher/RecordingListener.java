// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes down what it is told. */
class RecordingListener implements GatewayListener {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    final List<Gateway> gateways = Collections.synchronizedList(new ArrayList<>());
    final List<GatewayState> states = Collections.synchronizedList(new ArrayList<>());
    final List<GatewayException> missing = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void added(Gateway gateway, GatewayState state) {
        tell("added", gateway, state);
    }

    @Override
    public void changed(Gateway gateway, GatewayState state) {
        tell("changed", gateway, state);
    }

    @Override
    public void removed(Gateway gateway, String reason) {
        gateways.add(gateway);
        lines.add("removed " + protocols(gateway) + " " + reason);
    }

    @Override
    public void missing(GatewayException failure) {
        missing.add(failure);
        lines.add("missing " + failure.reason() + " " + failure.getMessage());
    }

    private void tell(String what, Gateway gateway, GatewayState state) {
        gateways.add(gateway);
        states.add(state);
        lines.add(
                what
                        + " "
                        + protocols(gateway)
                        + " "
                        + state.externalAddress().map(InetAddress::getHostAddress).orElse("-")
                        + " "
                        + state.revision());
    }

    private static String protocols(Gateway gateway) {
        return String.join(",", gateway.info().controlProtocols());
    }
}
