// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.description.DescriptionWriter;
import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.description.ScpdWriter;
import org.postern.simulator.http.HttpHandler;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.ControlEndpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Serves the descriptions, control URLs and event URLs of a gateway. */
public final class IgdHandler implements HttpHandler {
    public static final String DESCRIPTION_PATH = "/rootDesc.xml";

    private final Map<String, String> documents = new HashMap<>();
    private final Map<String, ControlEndpoint> controls = new HashMap<>();
    private final Map<String, HttpHandler> events = new HashMap<>();

    /**
     * Handlers are by the last word of service paths; a service without an event handler refuses
     * subscriptions with 503. The log receives the outcome of every call.
     */
    public IgdHandler(
            DeviceModel root,
            int configId,
            Map<String, Map<String, ActionHandler>> actions,
            Map<String, ? extends HttpHandler> eventHandlers,
            Consumer<ControlEndpoint.Outcome> log) {
        documents.put(DESCRIPTION_PATH, DescriptionWriter.write(root, configId));
        root.allServices()
                .forEach(
                        service -> {
                            var handlers = actions.getOrDefault(service.handlers(), Map.of());
                            documents.put(service.scpdPath(), ScpdWriter.write(service, configId));
                            controls.put(
                                    service.controlPath(),
                                    new ControlEndpoint(service, handlers, log));
                            HttpHandler full = subscription -> SentResponse.status(503);
                            HttpHandler own = eventHandlers.get(service.handlers());
                            events.put(service.eventPath(), own == null ? full : own);
                        });
    }

    @Override
    public SentResponse answer(ReceivedRequest request) {
        String document = documents.get(request.path());
        if (document != null) {
            return isRead(request) ? SentResponse.xml(200, document) : SentResponse.status(405);
        }
        ControlEndpoint control = controls.get(request.path());
        if (control != null) {
            return request.method().equals("POST")
                    ? control.answer(request)
                    : SentResponse.status(405);
        }
        HttpHandler event = events.get(request.path());
        return event == null ? SentResponse.status(404) : event.answer(request);
    }

    private static boolean isRead(ReceivedRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }
}
