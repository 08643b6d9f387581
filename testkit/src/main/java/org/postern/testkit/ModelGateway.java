// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * A {@link ModelRouter} as a client sees it. The settings are plain fields. For any threads.
 */
public class ModelGateway implements Gateway {
    /** Such as {@code map TCP 80}, in the order they came, of all gateways of this router. */
    public final List<String> calls;

    /** What is open, the latest last. */
    public volatile MappingTable held;

    /** What a call fails with before it does anything; {@code info} for the description. */
    public final Map<String, Exception> failures = new ConcurrentHashMap<>();

    /** What a call fails with after it did what it does. */
    public final Map<String, Exception> lostAnswers = new ConcurrentHashMap<>();

    public final Set<Capability> capabilities;

    final ModelRouter router;

    public volatile GatewayInfo info;
    public volatile InetAddress externalAddress = address("203.0.113.7");
    public volatile Optional<WanStatus> status = Optional.empty();
    public volatile Optional<LinkProperties> link = Optional.empty();
    public volatile Optional<Traffic> traffic = Optional.empty();

    /** Of each mapping. */
    public volatile List<String> notes = List.of();

    /** The longest lease that a renewal is granted. */
    public volatile Duration longestRenewal = Duration.ofDays(7);

    /** Told the port to which it is asked to connect. */
    public volatile IntConsumer callback = port -> {};

    /** How far from the wanted port it opens one where any will do. */
    public volatile int portOffset;

    /** Can do everything. */
    public ModelGateway(GatewayInfo info) {
        this(info, EnumSet.allOf(Capability.class));
    }

    public ModelGateway(GatewayInfo info, Set<Capability> capabilities) {
        this(info, ModelRouter.permissive(capabilities));
    }

    /** What a client sees of a router. */
    public ModelGateway(GatewayInfo info, ModelRouter router) {
        this.info = info;
        capabilities = router.capabilities;
        this.router = router;
        calls = router.line.calls;
        held = router.table;
    }

    /** Another router of the same description and capabilities. */
    protected ModelGateway(ModelGateway like) {
        this(like.info, like.capabilities);
    }

    /** Can do everything, as UPnP does. */
    public static ModelGateway listing(String protocol) {
        return at(protocol, "192.168.1.1", EnumSet.allOf(Capability.class));
    }

    /** Can open ports and close them, and nothing else. */
    public static ModelGateway bare(String protocol) {
        return at(protocol, "192.168.1.1", EnumSet.noneOf(Capability.class));
    }

    /** Asked from 192.168.1.5. */
    public static ModelGateway at(String protocol, String address, Set<Capability> capabilities) {
        return new ModelGateway(
                new GatewayInfo(
                        protocol + "://" + address,
                        List.of(protocol),
                        "",
                        "",
                        "",
                        address(address),
                        address("192.168.1.5"),
                        Map.of()),
                capabilities);
    }

    /** Two control protocols of one router have one table. */
    public void shareTableOf(ModelGateway other) {
        router.table = other.held;
        held = other.held;
    }

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Opens a port for a client, on the same port there. */
    public void holds(PortKey key, String client) {
        holds(
                new PortMapping(
                        key.protocol(),
                        key.externalPort(),
                        address(client),
                        key.externalPort(),
                        "",
                        true,
                        Duration.ofHours(1),
                        ""));
    }

    public void holds(PortMapping mapping) {
        held.put(mapping.key(), mapping);
    }

    /** What is open, as {@code TCP 80}, sorted. */
    public List<String> open() {
        return held.keySet().stream().map(ModelGateway::text).sorted().toList();
    }

    /** From now on every call waits until its thread is interrupted. */
    public void fallSilent() {
        router.line.fallSilent();
    }

    public void answerAgain() {
        router.line.answerAgain();
    }

    /** How many calls wait for an answer. */
    public int hanging() {
        return router.line.hanging();
    }

    @Override
    public GatewayInfo info() {
        if (failures.get("info") instanceof RuntimeException e) {
            throw e;
        }
        return info;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return call("externalAddress", () -> externalAddress);
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        return call(
                "status",
                () -> status.orElseThrow(() -> new GatewayException(Reason.FAILED, "No status.")));
    }

    @Override
    public Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        return call("link", () -> link);
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        return call("traffic", () -> traffic);
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        String call = "map " + text(request.keys());
        return call(
                call,
                () -> {
                    List<MappingResult.Part> parts =
                            router.open(request, info.localAddress(), portOffset).stream()
                                    .map(each -> new MappingResult.Part(each, notes))
                                    .toList();
                    fail(lostAnswers.get(call));
                    if (router.losesAnswer) {
                        router.losesAnswer = false;
                        throw new GatewayException(Reason.UNREACHABLE, "No answer.");
                    }
                    return new MappingResult(parts);
                });
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        call(
                "unmap " + text(key),
                () -> {
                    router.close(key, info.localAddress());
                    return key;
                });
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        return call(
                "unmapRange " + protocol + " " + firstPort + " " + lastPort,
                () -> router.closeAll(protocol, firstPort, lastPort, info.localAddress()));
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        return call("mappings", () -> List.copyOf(held.values()));
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        return call("find " + text(key), () -> router.at(key));
    }

    @Override
    public List<PortMapping> findAll(SortedSet<PortKey> keys)
            throws GatewayException, InterruptedException {
        return router.strict
                ? call("findAll " + grouped(keys), () -> router.shown(keys))
                : Gateway.super.findAll(keys);
    }

    @Override
    public Duration renew(PortMapping mapping, Duration lease)
            throws GatewayException, InterruptedException {
        Duration granted = lease.compareTo(longestRenewal) > 0 ? longestRenewal : lease;
        return call(
                "renew " + text(mapping.key()) + " " + lease.toSeconds(),
                () -> {
                    router.renew(mapping, info.localAddress(), granted);
                    return granted;
                });
    }

    @Override
    public CallbackRequest requestCallback(int port) throws GatewayException, InterruptedException {
        return call(
                "requestCallback " + port,
                () -> {
                    callback.accept(port);
                    return () -> calls.add("end of callback " + port);
                });
    }

    @Override
    public Gateway paced(Pace pace) {
        return new PacedGateway(this, router.line, pace);
    }

    private <T> T call(String call, ModelLine.Answer<T> answer)
            throws GatewayException, InterruptedException {
        router.line.begin(call);
        try {
            router.line.request();
            fail(failures.get(call));
            return answer.get();
        } finally {
            router.line.end();
        }
    }

    private static void fail(@Nullable Exception failure)
            throws GatewayException, InterruptedException {
        if (failure instanceof GatewayException e) {
            throw e;
        } else if (failure instanceof InterruptedException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    static String text(List<PortKey> keys) {
        return keys.stream().map(ModelGateway::text).collect(Collectors.joining(" "));
    }

    /** Such as {@code TCP [80, 81] UDP [80]}. */
    private static String grouped(SortedSet<PortKey> keys) {
        return keys.stream()
                .collect(
                        Collectors.groupingBy(
                                PortKey::protocol,
                                TreeMap::new,
                                Collectors.mapping(PortKey::externalPort, Collectors.toList())))
                .entrySet()
                .stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(" "));
    }

    static String text(PortKey key) {
        return key.protocol() + " " + key.externalPort();
    }
}
