// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.RouterMemory;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.soap.SoapService;
import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A router on loopback that is asked over SOAP, with a table of mappings. It does what it is asked, but for the actions to
 * which a test gives another answer.
 */
public final class StubSoapRouter implements AutoCloseable {
    /** The answer that never comes: the connection ends without it. */
    public static final String LOST = "lost";

    private static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:";
    private static final Pattern ARGUMENT = Pattern.compile("<(New[A-Za-z]+)>([^<]*)</");
    private static final String ME = "127.0.0.1";

    /** Whoever waits between two requests waits no time. */
    private final HttpClient client = new HttpClient((end, time) -> {});

    private final Map<String, Function<Map<String, String>, Optional<String>>> answers =
            new ConcurrentHashMap<>();
    private final List<Map<String, String>> table = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final RouterMemory memory = RouterMemory.empty();
    private final StubHttpDevice device;
    private final int version;

    public StubSoapRouter(int version) throws IOException {
        this.version = version;
        device = StubHttpDevice.serving(this::answer);
    }

    private SoapService wan() throws IOException {
        URI url = device.url("/ctl");
        Peer peer = Peer.named(url, device.address());
        return new SoapService(client, "Router", TYPE + version, url, peer);
    }

    /** Of TCP, at which it is asked. */
    public int port() {
        return device.url("/ctl").getPort();
    }

    /** A call that takes longer than any test, at no pace. */
    public ControlSession session() throws IOException {
        return session(Duration.ofMinutes(5));
    }

    public ControlSession session(Duration timeout) throws IOException {
        return session(() -> Duration.ZERO, timeout);
    }

    public ControlSession session(Pace pace, Duration timeout) throws IOException {
        return ControlSession.reading(wan(), pace, timeout, memory, InetAddress.getByName(ME));
    }

    public UpnpGateway gateway() throws IOException {
        InetAddress me = InetAddress.getByName(ME);
        GatewayInfo info =
                new GatewayInfo("id", List.of("upnp"), "Router", "", "", me, me, Map.of());
        return new UpnpGateway(info, RouterServices.of(wan()));
    }

    /** Another answer to an action: empty for the usual one, which then is also carried out. */
    public void on(String action, Function<Map<String, String>, Optional<String>> answer) {
        answers.put(action, answer);
    }

    public void refusing(String action, int code) {
        on(action, arguments -> Optional.of(fault(code)));
    }

    /** Does what it is asked, but the first answers get lost. */
    public void losingAnswers(String action, int times) {
        AtomicInteger left = new AtomicInteger(times);
        on(
                action,
                arguments -> {
                    if (left.getAndDecrement() <= 0) {
                        return Optional.empty();
                    }
                    usual(action, arguments);
                    return Optional.of(LOST);
                });
    }

    /** Never hears the first question. */
    public void losingQuestion(String action) {
        AtomicInteger left = new AtomicInteger(1);
        on(action, arguments -> Optional.of(LOST).filter(lost -> left.getAndDecrement() > 0));
    }

    /** Puts an entry at the end of the table. */
    public void hold(
            Protocol protocol, int port, String client, int internalPort, String description) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("NewRemoteHost", "");
        entry.put("NewExternalPort", String.valueOf(port));
        entry.put("NewProtocol", protocol.name());
        entry.put("NewInternalPort", String.valueOf(internalPort));
        entry.put("NewInternalClient", client);
        entry.put("NewEnabled", "1");
        entry.put("NewPortMappingDescription", description);
        entry.put("NewLeaseDuration", "0");
        table.add(entry);
    }

    public void holdOwn(int port, int internalPort) {
        hold(Protocol.TCP, port, ME, internalPort, "old");
    }

    public void holdOther(int port) {
        hold(Protocol.TCP, port, "192.0.2.9", port, "xbox");
    }

    public List<Map<String, String>> table() {
        return table;
    }

    /** The external ports that are held, in order. */
    public List<Integer> ports() {
        return table.stream().map(each -> Integer.parseInt(each.get("NewExternalPort"))).toList();
    }

    /** The actions that came, each with the values of its arguments. */
    public List<String> asked() {
        return asked;
    }

    public List<String> asked(String action) {
        return asked.stream().filter(each -> each.startsWith(action + " ")).toList();
    }

    public static MappingRequest request(
            int external, int internal, String description, long lease) {
        return new MappingRequest(
                Set.of(Protocol.TCP),
                external,
                internal,
                description,
                Duration.ofSeconds(lease),
                false);
    }

    public static MappingRequest anyPort(int external, int internal) {
        return new MappingRequest(
                Set.of(Protocol.TCP), external, internal, "", Duration.ofHours(1), true);
    }

    public static String fault(int code) {
        return "<s:Fault><detail><UPnPError><errorCode>"
                + code
                + "</errorCode></UPnPError></detail></s:Fault>";
    }

    public static String done(String... namesAndValues) {
        StringBuilder body = new StringBuilder("<u:Response>");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append("<" + namesAndValues[i] + ">")
                    .append(namesAndValues[i + 1])
                    .append("</" + namesAndValues[i] + ">");
        }
        return body + "</u:Response>";
    }

    @Override
    public void close() {
        client.close();
        device.close();
    }

    private String usual(String action, Map<String, String> arguments) {
        return switch (action) {
            case "AddPortMapping" -> {
                removeIf(arguments);
                table.add(new LinkedHashMap<>(arguments));
                yield done();
            }
            case "DeletePortMapping" -> removeIf(arguments) ? done() : fault(714);
            case "GetSpecificPortMappingEntry" ->
                    table.stream()
                            .filter(each -> isSame(each, arguments))
                            .findFirst()
                            .map(StubSoapRouter::done)
                            .orElse(fault(714));
            case "GetGenericPortMappingEntry" -> {
                int index = Integer.parseInt(arguments.get("NewPortMappingIndex"));
                List<Map<String, String>> now = new ArrayList<>(table);
                yield index < now.size() ? done(now.get(index)) : fault(713);
            }
            default -> fault(401);
        };
    }

    static String done(Map<String, String> entry) {
        return done(
                entry.entrySet().stream()
                        .flatMap(each -> List.of(each.getKey(), each.getValue()).stream())
                        .toArray(String[]::new));
    }

    private boolean removeIf(Map<String, String> arguments) {
        return table.removeIf(each -> isSame(each, arguments));
    }

    private static boolean isSame(Map<String, String> entry, Map<String, String> arguments) {
        return List.of("NewExternalPort", "NewProtocol", "NewRemoteHost").stream()
                .allMatch(name -> entry.get(name).equals(arguments.get(name)));
    }

    /** One request after the other, as the tests do not expect more of a router. */
    private synchronized void answer(Socket connection, StubHttpDevice.Request request)
            throws IOException {
        String action = request.action();
        Map<String, String> arguments = new LinkedHashMap<>();
        for (Matcher each = ARGUMENT.matcher(request.body()); each.find(); ) {
            arguments.put(each.group(1), each.group(2));
        }
        asked.add(action + " " + String.join(",", arguments.values()));
        String said =
                answers.getOrDefault(action, each -> Optional.empty())
                        .apply(arguments)
                        .orElseGet(() -> usual(action, arguments));
        if (!said.equals(LOST)) {
            String body =
                    said.startsWith("<")
                            ? "<s:Envelope><s:Body>" + said + "</s:Body></s:Envelope>"
                            : said;
            int status = body.contains("Fault") ? 500 : 200;
            StubHttpDevice.write(connection, StubHttpDevice.response(status, body));
        }
    }
}
