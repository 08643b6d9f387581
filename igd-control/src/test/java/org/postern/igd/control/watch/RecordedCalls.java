// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpResult;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The calls of a listener, as lines; each gateway by its URL. */
final class RecordedCalls implements GatewayListener {
    private final List<String> lines = new ArrayList<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private boolean failing;
    private int failures;
    private int searches;

    /** From now on it is broken. */
    void failing() {
        failing = true;
    }

    int failures() {
        return failures;
    }

    /** All since the last time. */
    List<String> take() {
        List<String> all = List.copyOf(lines);
        lines.clear();
        return all;
    }

    /** The gateways that are there. */
    List<Gateway> gateways() {
        return gateways;
    }

    @Override
    public void added(Gateway gateway, GatewayState state) {
        gateways.add(gateway);
        lines.add("added " + gateway.info().id() + " " + text(state));
    }

    @Override
    public void changed(Gateway gateway, GatewayState state) {
        if (failing) {
            failures++;
            throw new IllegalStateException("The listener is broken.");
        }
        lines.add("changed " + gateway.info().id() + " " + text(state));
    }

    @Override
    public void removed(Gateway gateway, String reason) {
        gateways.remove(gateway);
        lines.add("removed " + gateway.info().id());
    }

    @Override
    public void missing(GatewayException failure) {
        lines.add("missing " + UpnpResult.of(failure));
    }

    @Override
    public void searching() {
        searches++;
    }

    int searches() {
        return searches;
    }

    private static String text(GatewayState state) {
        return state.externalAddress().map(InetAddress::getHostAddress).orElse("none")
                + " #"
                + state.revision();
    }
}
