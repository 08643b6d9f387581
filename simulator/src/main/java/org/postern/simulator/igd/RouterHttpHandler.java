// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.http.HttpHandler;
import org.postern.simulator.http.HttpRules;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.RouterLog;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.ControlEndpoint.Outcome;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** Logs HTTP requests, applies the router's HTTP rules, and leaves the rest to the gateway. */
public final class RouterHttpHandler implements HttpHandler {
    private static final String NOWHERE = "/nowhere";

    private final IgdHandler igd;
    private final String description;
    private final HttpRules rules;
    private final RouterLog log;

    public RouterHttpHandler(
            DeviceModel root,
            int configId,
            String path,
            Map<String, Map<String, ActionHandler>> actions,
            Map<String, ? extends HttpHandler> events,
            HttpRules rules,
            RouterLog log) {
        this.igd = new IgdHandler(root, configId, actions, events, this::called);
        this.description = path + IgdHandler.DESCRIPTION_PATH;
        this.rules = rules;
        this.log = log;
    }

    @Override
    public SentResponse answer(ReceivedRequest request) {
        ReceivedRequest understood = rules.request(withUsualPath(withHost(request)));
        Optional<SentResponse> fixed = rules.fixedResponse(understood);
        SentResponse response = fixed.orElseGet(() -> igd.answer(understood));
        boolean logged = fixed.isEmpty() && understood.method().equals("POST") && isCall(response);
        if (!logged) {
            String line = request.method() + " " + request.path();
            log.request(line);
            log.event(
                    Addresses.printable(line)
                            + from(request.client())
                            + (response.status() == 200 ? "" : ": " + response.status()));
        }
        return rules.response(understood, response);
    }

    /** As miniupnpd does, an IPv6 address without brackets in the Host header leads nowhere. */
    private static ReceivedRequest withHost(ReceivedRequest request) {
        String host = request.header("Host").orElse("");
        boolean bare = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
        return bare ? request.withPath(NOWHERE) : request;
    }

    /** The description may have another path than the usual one, by which quirks know it. */
    private ReceivedRequest withUsualPath(ReceivedRequest request) {
        if (request.path().equals(description)) {
            return request.withPath(IgdHandler.DESCRIPTION_PATH);
        }
        boolean unused = request.path().equals(IgdHandler.DESCRIPTION_PATH);
        return unused ? request.withPath(NOWHERE) : request;
    }

    private void called(Outcome outcome) {
        log.request(outcome.action());
        log.event(
                Addresses.printable(outcome.action())
                        + from(outcome.request().client())
                        + outcome.error().map(e -> ": " + e.code() + " " + e.text()).orElse(""));
    }

    private static boolean isCall(SentResponse response) {
        return response.status() == 200 || response.status() == 500;
    }

    private static String from(InetAddress client) {
        return " from " + client.getHostAddress();
    }
}
