package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pace;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.gateway.WanStatus;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * A router as the keeper sees one: a table whose leases end by the simulated clock. Counts requests
 * as a real gateway sends them and books each on the pace; a call ends when its last request is
 * through. Calls run one after the other on the simulated loop.
 */
final class ModelRouter implements Gateway, Executor {
    /** What each request takes. */
    private static final long LATENCY = Duration.ofMillis(5).toNanos();

    final Map<PortKey, Entry> table = new TreeMap<>();
    final List<String> calls = new ArrayList<>();

    /** When requests were sent, in nanoseconds. */
    final List<Long> requests = new ArrayList<>();

    private final SimulatedLoop loop;
    private final GatewayInfo info;
    private final Random random = new Random(4);
    private Pace pace = () -> Duration.ZERO;
    double lost;
    boolean recording = true;
    boolean renewsNothing;
    boolean permanentOnly;
    Optional<UpnpResult> refusal = Optional.empty();

    /** The last moment of the call that runs. */
    private long end;

    int lapsed;

    record Entry(PortMapping mapping, long until) {}

    ModelRouter(SimulatedLoop loop, String udn, String address, String local) {
        this.loop = loop;
        this.info =
                new GatewayInfo(
                        "http://" + address + "/d.xml",
                        "upnp",
                        "Model",
                        "",
                        "",
                        udn,
                        address(address),
                        address(local),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Runs a call at once, and hands its result on when it would be there. */
    @Override
    public void execute(Runnable call) {
        // The call's result is handed to the loop by the keeper: later, as the pace has it.
        end = loop.nanoTime();
        call.run();
    }

    void hold(String client, int port, int internalPort, String description) {
        PortMapping mapping =
                new PortMapping(
                        Protocol.TCP,
                        port,
                        address(client),
                        internalPort,
                        description,
                        true,
                        Duration.ZERO,
                        "");
        table.put(new PortKey(Protocol.TCP, port), new Entry(mapping, Long.MAX_VALUE));
    }

    private void request(int count) throws GatewayException {
        for (int i = 0; i < count; i++) {
            long at = Math.max(end, loop.nanoTime() + pace.next().toNanos());
            end = at + LATENCY;
            if (recording) {
                requests.add(at);
            }
            if (random.nextDouble() < lost) {
                throw new GatewayException(UpnpResult.SOCKET_ERROR, "No answer.");
            }
        }
        table.values().removeIf(this::isLapsed);
    }

    private boolean isLapsed(Entry entry) {
        boolean over = entry.until() <= loop.nanoTime();
        lapsed += over ? 1 : 0;
        return over;
    }

    private void note(String call) {
        if (recording) {
            calls.add(call);
        }
    }

    @Override
    public GatewayInfo info() {
        return info;
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException {
        note("map " + request.externalPort());
        request(2);
        if (refusal.isPresent()) {
            throw new GatewayException(refusal.get(), "Refused.");
        }
        PortKey key = new PortKey(request.protocol(), request.externalPort());
        Entry there = table.get(key);
        if (there != null && !there.mapping().internalClient().equals(info.localAddress())) {
            throw new GatewayException(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, "Taken.");
        }
        Duration lease = permanentOnly ? Duration.ZERO : request.lease();
        PortMapping mapping =
                new PortMapping(
                        request.protocol(),
                        request.externalPort(),
                        info.localAddress(),
                        request.effectiveInternalPort(),
                        request.description(),
                        true,
                        lease,
                        "");
        table.put(key, new Entry(mapping, until(lease)));
        return new MappingResult(mapping, List.of());
    }

    private long until(Duration lease) {
        return lease.isZero() ? Long.MAX_VALUE : loop.nanoTime() + lease.toNanos();
    }

    @Override
    public void renew(PortMapping held, Duration lease) throws GatewayException {
        note("renew " + held.externalPort());
        request(1);
        if (!renewsNothing) {
            table.put(
                    new PortKey(held.protocol(), held.externalPort()),
                    new Entry(held, until(lease)));
        }
    }

    @Override
    public List<PortMapping> findAll(Protocol protocol, SortedSet<Integer> ports)
            throws GatewayException {
        note("findAll " + ports);
        request(1);
        return table.entrySet().stream()
                .filter(each -> each.getKey().protocol() == protocol)
                .filter(each -> ports.contains(each.getKey().port()))
                .map(each -> left(each.getValue()))
                .toList();
    }

    private PortMapping left(Entry entry) {
        PortMapping held = entry.mapping();
        Duration left =
                entry.until() == Long.MAX_VALUE
                        ? Duration.ZERO
                        : Duration.ofNanos(entry.until() - loop.nanoTime());
        return new PortMapping(
                held.protocol(),
                held.externalPort(),
                held.internalClient(),
                held.internalPort(),
                held.description(),
                held.enabled(),
                left,
                held.remoteHost());
    }

    @Override
    public void unmap(Protocol protocol, int port) throws GatewayException {
        note("unmap " + port);
        request(1);
        if (table.remove(new PortKey(protocol, port)) == null) {
            throw new GatewayException(UpnpResult.PORT_MAPPING_NOT_FOUND, "Nothing there.");
        }
    }

    @Override
    public Gateway paced(Pace given) {
        pace = given;
        return this;
    }

    @Override
    public InetAddress externalAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WanStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LinkProperties> link() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Traffic> traffic() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int first, int last) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PortMapping> mappings() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PortMapping> find(Protocol protocol, int port) {
        throw new UnsupportedOperationException();
    }
}
