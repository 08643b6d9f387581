// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.ActionRules;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.ControlEndpoint;
import org.postern.simulator.soap.UpnpError;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which calls are accepted: part of chapter A of {@code docs/quirks.md}. */
final class CallQuirks {
    private static final Set<String> ADDING = Set.of("AddPortMapping", "AddAnyPortMapping");
    private static final Duration CHANGE_TAKES = Duration.ofMillis(150);
    private static final int FIRST_HIGH_PORT = 40_000;
    private static final int HIGH_PORTS = 20_000;

    /** What a router's web side says to a call that it does not take for one. */
    private static final SentResponse WEB_PAGE =
            SentResponse.status(501)
                    .with("Content-Type", "text/html")
                    .withBody(
                            "<html><head><title>501 Not Implemented</title></head></html>"
                                    .getBytes(StandardCharsets.US_ASCII));

    private static final Pattern ENVELOPE =
            Pattern.compile(
                    "(<\\?xml[^>]*\\?>)?\\s*<s:Envelope"
                            + " xmlns:s=\"http://schemas\\.xmlsoap\\.org/soap/envelope/\""
                            + "[^\\r\\n]*</s:Envelope>\\s*");
    private static final Pattern ARGUMENT = Pattern.compile("<(New\\w+)>");
    private static final List<String> MAPPING =
            List.of(
                    "NewRemoteHost",
                    "NewExternalPort",
                    "NewProtocol",
                    "NewInternalPort",
                    "NewInternalClient",
                    "NewEnabled",
                    "NewPortMappingDescription",
                    "NewLeaseDuration");

    private CallQuirks() {}

    static void apply(Quirk quirk, RouterBehavior router) {
        ActionRules actions = router.actions();
        switch (quirk) {
            case SOAPACTION_SPELLING ->
                    acceptOnly(router, CallQuirks::hasUsualSoapAction, WEB_PAGE);
            case HEADER_ORDER ->
                    acceptOnly(
                            router,
                            CallQuirks::hasUsualHeaderOrder,
                            refusal(UpnpError.INVALID_ACTION));
            case CONTENT_TYPE ->
                    acceptOnly(router, CallQuirks::hasUsualContentType, SentResponse.status(400));
            case ARGUMENT_ORDER ->
                    acceptOnly(
                            router, CallQuirks::hasUsualArguments, refusal(UpnpError.INVALID_ARGS));
            case ONE_LINE -> acceptOnly(router, CallQuirks::isOnOneLine, SentResponse.status(500));
            case M_POST -> router.http().changeRequests(CallQuirks::postOfMandatory);
            case DELETE_STAR -> actions.replace("DeletePortMapping", CallQuirks::deleteForStar);
            case REMOTE_HOST_726 ->
                    router.mappings()
                            .refuse(
                                    request -> request.mapping().remoteHost().isPresent(),
                                    UpnpError.ANY_REMOTE_HOST_ONLY);
            case EMPTY_CLIENT -> actions.replace(ADDING, CallQuirks::addForCaller);
            case NO_IPV4_OVER_IPV6 -> actions.replace(ADDING, CallQuirks::addForIpv4Callers);
            case NO_ADD -> router.changeDevice(root -> root.with(CallQuirks::withoutAdding));
            case ADD_401 -> actions.remove("AddPortMapping");
            case NO_ADD_ANY -> actions.remove("AddAnyPortMapping");
            case ADD_ANY_MOVES -> actions.replace("AddAnyPortMapping", CallQuirks::addHigherPort);
            case NO_RANGES -> actions.remove("GetListOfPortMappings", "DeletePortMappingRange");
            case NO_SPECIFIC -> actions.remove("GetSpecificPortMappingEntry");
            case NO_LIST -> actions.remove("GetGenericPortMappingEntry", "GetListOfPortMappings");
            case ONE_AT_A_TIME -> {
                AtomicBoolean busy = new AtomicBoolean();
                actions.replace(
                        Set.of("AddPortMapping", "DeletePortMapping"),
                        (usual, arguments, caller) -> change(busy, usual, arguments, caller));
            }
            default -> throw new AssertionError(quirk);
        }
    }

    private static DeviceModel withoutAdding(DeviceModel device) {
        return device.withServices(
                device.services().stream().map(each -> each.without(ADDING)).toList());
    }

    private static void acceptOnly(
            RouterBehavior router, Predicate<ReceivedRequest> form, SentResponse refusal) {
        router.http()
                .answer(request -> request.method().equals("POST") && !form.test(request), refusal);
    }

    private static SentResponse refusal(UpnpError error) {
        return ControlEndpoint.refusal(new ActionFault(error));
    }

    /** HTTP Extension Framework (RFC 2774) as in UDA 1.0, section 3.2.1. */
    private static ReceivedRequest postOfMandatory(ReceivedRequest call) {
        Map<String, String> headers = new HashMap<>(call.headers());
        String action = headers.remove("01-soapaction");
        boolean mandatory =
                call.method().equals("M-POST")
                        && action != null
                        && call.header("MAN")
                                .orElse("")
                                .equals("\"http://schemas.xmlsoap.org/soap/envelope/\"; ns=01");
        if (mandatory) {
            headers.put("soapaction", action);
            return call.with("POST", headers);
        }
        return call.method().equals("POST") ? call.with("PLAIN-POST", headers) : call;
    }

    private static boolean hasUsualSoapAction(ReceivedRequest call) {
        return soapActionLine(call).matches("(SOAPACTION|SOAPAction): .*");
    }

    /** Content-Type before a quoted SOAPACTION, and another header after it. */
    private static boolean hasUsualHeaderOrder(ReceivedRequest call) {
        List<String> lines = call.details().headerLines();
        String line = soapActionLine(call);
        int at = lines.indexOf(line);
        return line.endsWith("\"")
                && at < lines.size() - 1
                && lines.subList(0, at).stream().anyMatch(l -> l.startsWith("Content-Type: "));
    }

    /** The content type of UDA 1.0, character by character. */
    private static boolean hasUsualContentType(ReceivedRequest call) {
        return call.header("Content-Type").orElse("").equals("text/xml; charset=\"utf-8\"");
    }

    private static boolean isOnOneLine(ReceivedRequest call) {
        String body = text(call);
        return ENVELOPE.matcher(body).matches()
                && body.contains("<u:")
                && !body.contains(" xmlns=\"");
    }

    private static boolean hasUsualArguments(ReceivedRequest call) {
        String body = text(call);
        if (!call.header("SOAPACTION").orElse("").contains("#Add")) {
            return true;
        }
        List<String> names = ARGUMENT.matcher(body).results().map(found -> found.group(1)).toList();
        return names.equals(MAPPING)
                && (body.contains("<NewProtocol>TCP<") || body.contains("<NewProtocol>UDP<"));
    }

    private static String text(ReceivedRequest call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    private static String soapActionLine(ReceivedRequest call) {
        return call.details().headerLines().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("soapaction"))
                .findFirst()
                .orElse("");
    }

    private static List<String> deleteForStar(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        if (!arguments.text("NewRemoteHost").equals("*")) {
            throw new ActionFault(UpnpError.INVALID_ARGS);
        }
        return usual.call(arguments.with("NewRemoteHost", ""), caller);
    }

    private static List<String> addForCaller(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        String client = "NewInternalClient";
        return usual.call(
                arguments.text(client).isEmpty()
                        ? arguments.with(client, caller.getHostAddress())
                        : arguments,
                caller);
    }

    private static List<String> addForIpv4Callers(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        if (caller instanceof Inet6Address) {
            throw new ActionFault(UpnpError.INVALID_ARGS);
        }
        return usual.call(arguments, caller);
    }

    private static List<String> addHigherPort(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        int port = FIRST_HIGH_PORT + arguments.port("NewExternalPort") % HIGH_PORTS;
        return usual.call(arguments.with("NewExternalPort", Integer.toString(port)), caller);
    }

    /** A change takes a while; what else is to be changed meanwhile is confirmed and forgotten. */
    private static List<String> change(
            AtomicBoolean busy, ActionHandler usual, Arguments arguments, InetAddress caller)
            throws ActionFault {
        if (!busy.compareAndSet(false, true)) {
            return List.of();
        }
        try {
            Thread.sleep(CHANGE_TAKES.toMillis());
            return usual.call(arguments, caller);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            busy.set(false);
        }
    }
}
