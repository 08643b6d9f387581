// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.http.HttpHandler;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.http.HttpRules;
import org.postern.simulator.igd.IgdHandler;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.ControlEndpoint.Outcome;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** The web side with its log before it and the quirks behind it. */
final class RouterWeb implements HttpHandler {
    private static final String NOWHERE = "/nowhere";

    private final IgdHandler igd;
    private final String description;
    private final HttpRules rules;
    private final EventLog log;

    RouterWeb(
            DeviceModel root,
            int configId,
            String path,
            Map<String, Map<String, ActionHandler>> actions,
            Map<String, ? extends HttpHandler> events,
            HttpRules rules,
            EventLog log) {
        this.igd = new IgdHandler(root, configId, actions, events, this::called);
        this.description = path + IgdHandler.DESCRIPTION_PATH;
        this.rules = rules;
        this.log = log;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        HttpRequest understood = rules.request(atHome(request));
        Optional<HttpResponse> instead = rules.fixedResponse(understood);
        HttpResponse response = instead.orElseGet(() -> igd.answer(understood));
        boolean logged = instead.isEmpty() && request.method().equals("POST") && isCall(response);
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

    /** Quirks know the description by its usual path, at which it may not be. */
    private HttpRequest atHome(HttpRequest request) {
        if (request.path().equals(description)) {
            return request.to(IgdHandler.DESCRIPTION_PATH);
        }
        boolean elsewhere = request.path().equals(IgdHandler.DESCRIPTION_PATH);
        return elsewhere ? request.to(NOWHERE) : request;
    }

    private void called(Outcome outcome) {
        log.request(outcome.action());
        log.event(
                Addresses.printable(outcome.action())
                        + from(outcome.request().client())
                        + outcome.error().map(e -> ": " + e.code() + " " + e.text()).orElse(""));
    }

    private static boolean isCall(HttpResponse response) {
        return response.status() == 200 || response.status() == 500;
    }

    private static String from(InetAddress client) {
        return " from " + client.getHostAddress();
    }
}
