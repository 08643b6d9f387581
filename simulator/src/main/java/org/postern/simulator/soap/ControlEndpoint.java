// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import org.postern.simulator.description.ActionModel;
import org.postern.simulator.description.ServiceModel;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The control URL of a service: checks calls as the standard says, and executes them. */
public final class ControlEndpoint {
    private final ServiceModel service;
    private final Map<String, ActionHandler> handlers;
    private final Consumer<Outcome> log;

    /** The action has the name that the caller wrote; the error is empty if it was executed. */
    public record Outcome(ReceivedRequest request, String action, Optional<UpnpError> error) {}

    /**
     * Each action of the service has a handler. The log receives every outcome; it must return at
     * once.
     */
    public ControlEndpoint(
            ServiceModel service, Map<String, ActionHandler> handlers, Consumer<Outcome> log) {
        this.service = service;
        this.handlers = Map.copyOf(handlers);
        this.log = log;
    }

    /** The response to a POST; 400 if the body is no SOAP call. */
    public SentResponse answer(ReceivedRequest request) {
        Optional<SoapCall> read = SoapReader.read(request.body());
        if (read.isEmpty()) {
            return SentResponse.status(400);
        }
        SoapCall call = read.get();
        try {
            String document = execute(call, request);
            log.accept(new Outcome(request, call.action(), Optional.empty()));
            return SentResponse.xml(200, document).with("EXT", "");
        } catch (ActionFault fault) {
            log.accept(new Outcome(request, call.action(), Optional.of(fault.error())));
            return refusal(fault);
        }
    }

    public static SentResponse refusal(ActionFault fault) {
        return SentResponse.xml(500, SoapWriter.fault(fault)).with("EXT", "");
    }

    private String execute(SoapCall call, ReceivedRequest request) throws ActionFault {
        checkSoapAction(request.header("SOAPACTION").orElse(""), call);
        ActionModel action =
                service.action(call.action())
                        .filter(known -> service.answersTo(call.serviceType()))
                        .orElseThrow(() -> new ActionFault(UpnpError.INVALID_ACTION));
        ActionHandler handler = handlers.get(action.name());
        if (handler == null) {
            throw new ActionFault(UpnpError.INVALID_ACTION);
        }
        List<String> values = handler.call(arguments(call, action), request.client());
        return SoapWriter.answer(call.serviceType(), action, values);
    }

    /** The header repeats type and action in quotation marks (UDA 1.1, section 3.2.1). */
    private static void checkSoapAction(String header, SoapCall call) throws ActionFault {
        if (!header.equals("\"" + call.serviceType() + "#" + call.action() + "\"")) {
            throw new ActionFault(UpnpError.INVALID_ACTION);
        }
    }

    /**
     * All of them, no others. UDA 1.1, section 2.5, also fixes their order, but routers take any,
     * and some clients keep none; those that insist on it are quirk A4.
     */
    private static Arguments arguments(SoapCall call, ActionModel action) throws ActionFault {
        List<String> given = call.arguments().stream().map(Map.Entry::getKey).sorted().toList();
        if (!given.equals(action.inNames().stream().sorted().toList())) {
            throw new ActionFault(UpnpError.INVALID_ARGS);
        }
        Map<String, String> values = new HashMap<>();
        call.arguments().forEach(argument -> values.put(argument.getKey(), argument.getValue()));
        return new Arguments(values);
    }
}
