package org.postern.simulator.igd;

import org.postern.simulator.description.DescriptionWriter;
import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.description.ScpdWriter;
import org.postern.simulator.description.ServiceModel;
import org.postern.simulator.http.HttpHandler;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.ControlEndpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The router's web side: descriptions to read, control URLs to post to. */
public final class IgdHandler implements HttpHandler {
    /** Where the device description is read. */
    public static final String DESCRIPTION_PATH = "/rootDesc.xml";

    private final Map<String, String> documents = new HashMap<>();
    private final Map<String, ControlEndpoint> controls = new HashMap<>();
    private final Map<String, ServiceModel> events = new HashMap<>();

    /**
     * The documents and endpoints of a tree.
     *
     * @param actions handlers by the last word of service paths
     * @param log told of every call
     */
    public IgdHandler(
            DeviceModel root,
            int configId,
            Map<String, Map<String, ActionHandler>> actions,
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
                            events.put(service.eventPath(), service);
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
        if (events.containsKey(request.path())) {
            // "Unable to accept a new subscription" (UDA 1.1, section 4.1.2): a router without
            // room for subscribers, until it has events to send.
            return HttpResponse.status(503);
        }
        return HttpResponse.status(404);
    }

    private static boolean isRead(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }
}
