// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls actions as the standard says, with the JDK's HTTP client. */
public final class SoapClient {
    static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration HANG_GUARD = Duration.ofSeconds(20);
    private static final Pattern ARGUMENT = Pattern.compile("<([A-Z]\\w+)>([^<]*)</");
    private static final Pattern CODE = Pattern.compile("<errorCode>(\\d+)</errorCode>");

    private final URI base;
    private final String type;
    private final String path;

    /** An answer: code 0 and the values, or the UPnP error code. */
    public record Answer(int status, int code, Map<String, String> values, String document) {
        public String value(String name) {
            return values.getOrDefault(name, "(absent)");
        }
    }

    SoapClient(SimulatedRouter router, String type, String path) {
        this(router.descriptionUrl(), type, path);
    }

    private SoapClient(URI base, String type, String path) {
        this.base = base;
        this.type = type;
        this.path = path;
    }

    public static SoapClient connection(SimulatedRouter router, int version) {
        return new SoapClient(
                router,
                "urn:schemas-upnp-org:service:WANIPConnection:" + version,
                "/ctl/WANIPConn1");
    }

    /** Of WANIPv6FirewallControl, which has no prefix in front of its arguments. */
    static SoapClient firewall(URI description) {
        return new SoapClient(
                description,
                "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1",
                "/ctl/WANIPv6FC1");
    }

    /** Opens a TCP pinhole for ::1. */
    public static void addPinhole(SimulatedRouter router, int port) throws Exception {
        firewall(router.ipv6DescriptionUrl().orElseThrow()).pinhole("::1", port, 6, 3600);
    }

    Answer pinhole(String address, int port, int protocol, int lease) throws Exception {
        return call(
                "AddPinhole",
                "RemoteHost",
                "",
                "RemotePort",
                "0",
                "InternalClient",
                address,
                "InternalPort",
                Integer.toString(port),
                "Protocol",
                Integer.toString(protocol),
                "LeaseTime",
                Integer.toString(lease));
    }

    static SoapClient common(SimulatedRouter router) {
        return new SoapClient(
                router,
                "urn:schemas-upnp-org:service:WANCommonInterfaceConfig:1",
                "/ctl/WANCommonIFC1");
    }

    static String get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(HANG_GUARD).build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body() : "HTTP " + answer.statusCode();
    }

    /** Calls with names and values in turn. */
    public Answer call(String action, String... namesAndValues) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.add(element(namesAndValues[i], namesAndValues[i + 1]));
        }
        return post(
                '"' + type + "#" + action + '"',
                envelope(
                        "<u:"
                                + action
                                + " xmlns:u=\""
                                + type
                                + "\">"
                                + arguments.stream().collect(Collectors.joining())
                                + "</u:"
                                + action
                                + ">"));
    }

    /** Posts any document with any SOAPACTION. */
    public Answer post(String soapAction, String document) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(HANG_GUARD)
                        .header("Content-Type", "text/xml; charset=\"utf-8\"")
                        .header("SOAPACTION", soapAction)
                        .POST(HttpRequest.BodyPublishers.ofString(document))
                        .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        Map<String, String> values = new LinkedHashMap<>();
        Matcher found = ARGUMENT.matcher(answer.body());
        while (found.find()) {
            values.put(found.group(1), found.group(2));
        }
        Matcher code = CODE.matcher(answer.body());
        int number = code.find() ? Integer.parseInt(code.group(1)) : 0;
        return new Answer(answer.statusCode(), number, values, answer.body());
    }

    public Answer add(String protocol, int external, String client, int internal, long lease)
            throws Exception {
        return mapping("AddPortMapping", "", external, protocol, internal, client, "1", lease);
    }

    public Answer mapping(
            String action,
            String remoteHost,
            int external,
            String protocol,
            int internal,
            String client,
            String enabled,
            long lease)
            throws Exception {
        return call(
                action,
                "NewRemoteHost",
                remoteHost,
                "NewExternalPort",
                Integer.toString(external),
                "NewProtocol",
                protocol,
                "NewInternalPort",
                Integer.toString(internal),
                "NewInternalClient",
                client,
                "NewEnabled",
                enabled,
                "NewPortMappingDescription",
                "a test",
                "NewLeaseDuration",
                Long.toString(lease));
    }

    public Answer delete(String protocol, int external) throws Exception {
        return keyed("DeletePortMapping", protocol, external);
    }

    public Answer keyed(String action, String protocol, int external) throws Exception {
        return call(
                action,
                "NewRemoteHost",
                "",
                "NewExternalPort",
                Integer.toString(external),
                "NewProtocol",
                protocol);
    }

    static String envelope(String body) {
        return "<?xml version=\"1.0\"?>\n<s:Envelope"
                + " xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><s:Body>"
                + body
                + "</s:Body></s:Envelope>";
    }

    private static String element(String name, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }
}
