// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.description.DescriptionWriter;
import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.description.ScpdWriter;
import org.postern.simulator.http.HttpHandler;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.ControlEndpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Serves the descriptions, control URLs and event URLs of a gateway. */
public final class IgdHandler implements HttpHandler {
    /** Where the device description is read. */
    public static final String DESCRIPTION_PATH = "/rootDesc.xml";

    private final Map<String, String> documents = new HashMap<>();
    private final Map<String, ControlEndpoint> controls = new HashMap<>();
    private final Map<String, HttpHandler> events = new HashMap<>();

    /**
     * The documents and endpoints of a tree.
     *
     * @param actions handlers by the last word of service paths
     * @param eventHandlers likewise; a service without one refuses subscriptions with 503
     * @param log receives the outcome of every call
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
                            HttpHandler full = subscription -> HttpResponse.status(503);
                            HttpHandler own = eventHandlers.get(service.handlers());
                            events.put(service.eventPath(), own == null ? full : own);
                        });
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        String document = documents.get(request.path());
        if (document != null) {
            return isRead(request) ? HttpResponse.xml(200, document) : HttpResponse.status(405);
        }
        ControlEndpoint control = controls.get(request.path());
        if (control != null) {
            return request.method().equals("POST")
                    ? control.answer(request)
                    : HttpResponse.status(405);
        }
        HttpHandler event = events.get(request.path());
        return event == null ? HttpResponse.status(404) : event.answer(request);
    }

    private static boolean isRead(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }
}
