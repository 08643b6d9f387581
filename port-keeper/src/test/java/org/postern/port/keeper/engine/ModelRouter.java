// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.port.keeper.loop.SimulatedLoop;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A router in memory, on a simulated clock: its table with leases, what it refuses, what it loses,
 * and how it was asked. {@link ModelRouterClient}s are what the keeper sees of it.
 */
final class ModelRouter {
    /** A request in a home network. */
    private static final Duration LATENCY = Duration.ofMillis(5);

    /** So long does a caller wait for an answer that does not come. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    static final String HERE = "192.168.1.10";
    static final String ELSEWHERE = "192.168.1.77";

    final SimulatedLoop loop;
    final InetAddress address;
    final RequestRate rate = new RequestRate();
    final List<String> log = new ArrayList<>();
    private final Map<PortKey, Entry> table = new HashMap<>();
    private final Set<PortKey> hidden = new HashSet<>();
    private final Random random = new Random(7);
    Predicate<MappingRequest> refused = request -> false;
    Reason refusal = Reason.NOT_AUTHORIZED;
    Optional<Reason> renewalRefusal = Optional.empty();
    Duration latency = LATENCY;
    double loss;
    boolean down;
    boolean lists = true;
    boolean shows = true;
    boolean refreshes = true;

    /** Whether the next map throws what it must not, and the look at its info after that too. */
    boolean broken;

    boolean unreadable;

    /** Whether it says of each look that it does not support that. */
    boolean findsNothing;

    /** Whether the answer to the next successful map is lost. */
    boolean losesAnswer;

    Optional<GatewayException> lostAnswer = Optional.empty();

    /** Whether it lets only the address that a mapping leads to remove it. */
    boolean secure;

    /** Whether it refuses to close anything. */
    boolean locked;

    /** What it says that it can do. */
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);

    boolean onlyPermanent;
    boolean logging = true;
    boolean failsWithHttpError;
    boolean mapsDisabled;
    Duration longestLease = Duration.ofDays(365);
    int lapses;
    int running;
    int mostRunning;
    long calls;
    long unanswered;

    record Entry(
            InetAddress client,
            int internalPort,
            String description,
            boolean enabled,
            long until,
            long length) {
        boolean isPermanent() {
            return until == Long.MAX_VALUE;
        }
    }

    ModelRouter(SimulatedLoop loop, String address) {
        this.loop = loop;
        this.address = ip(address);
    }

    static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What the keeper sees, from this machine's usual address. */
    ModelRouterClient gateway() {
        return new ModelRouterClient(this, "uuid:" + address.getHostAddress(), ip(HERE));
    }

    ModelRouterClient gateway(String udn, String client) {
        return new ModelRouterClient(this, udn, ip(client));
    }

    // What happens to it.

    void forgetAll() {
        table.clear();
    }

    void forget(PortKey key) {
        table.remove(key);
    }

    void put(PortKey key, String client, int internalPort, String description) {
        table.put(
                key,
                new Entry(
                        ip(client),
                        internalPort,
                        description,
                        true,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE));
    }

    void putLeased(PortKey key, String client, int internalPort, Duration left) {
        table.put(
                key,
                new Entry(
                        ip(client),
                        internalPort,
                        "",
                        true,
                        loop.elapsed() + left.toNanos(),
                        left.toNanos()));
    }

    void disable(PortKey key) {
        Entry old = table.get(key);
        table.put(
                key,
                new Entry(
                        old.client,
                        old.internalPort,
                        old.description,
                        false,
                        old.until,
                        old.length));
    }

    void hide(PortKey key) {
        hidden.add(key);
    }

    /** Ends leases that ended while nobody looked. */
    int lapses() {
        List.copyOf(table.keySet()).forEach(this::at);
        return lapses;
    }

    Set<PortKey> ports() {
        lapses();
        return Set.copyOf(table.keySet());
    }

    Optional<Entry> at(PortKey key) {
        Entry entry = table.get(key);
        if (entry != null && entry.until != Long.MAX_VALUE && clock() >= entry.until) {
            table.remove(key);
            lapses++;
            return Optional.empty();
        }
        return Optional.ofNullable(entry);
    }

    /** The router's clock goes on while this machine sleeps. */
    private long clock() {
        return loop.elapsed() + loop.asleep().toNanos();
    }

    // How it is asked.

    void begin(String what) {
        calls++;
        loop.execute(() -> mostRunning = Math.max(mostRunning, ++running));
        if (logging) {
            log.add(what);
        }
    }

    void end() {
        loop.execute(() -> running--);
    }

    void request(Optional<Pace> pace) throws GatewayException {
        pace.ifPresent(each -> loop.passes(each.next()));
        rate.add(loop.elapsed(), loop.past());
        loop.passes(latency);
        if (down || random.nextDouble() < loss) {
            loop.passes(SILENCE);
            unanswered++;
            throw new GatewayException(Reason.UNREACHABLE, "The router did not answer.");
        }
        if (failsWithHttpError) {
            throw new GatewayException(Reason.TRANSPORT_ERROR, "The router said 500.");
        }
    }

    // What it does.

    void add(PortKey key, InetAddress client, int internalPort, String description, Duration lease)
            throws GatewayException {
        Optional<Entry> old = at(key);
        if (old.isPresent() && !old.get().client.equals(client)) {
            throw new GatewayException(Reason.CONFLICT, code(718), name(key) + " is taken.");
        }
        if (old.isPresent() && !refreshes && !old.get().isPermanent()) {
            return;
        }
        Duration granted =
                onlyPermanent || lease.isZero()
                        ? Duration.ZERO
                        : lease.compareTo(longestLease) > 0 ? longestLease : lease;
        long until = granted.isZero() ? Long.MAX_VALUE : clock() + granted.toNanos();
        table.put(
                key,
                new Entry(
                        client,
                        internalPort,
                        description,
                        !mapsDisabled,
                        until,
                        granted.toNanos()));
    }

    void remove(PortKey key, InetAddress client) throws GatewayException {
        if (locked) {
            throw new GatewayException(Reason.NOT_AUTHORIZED, code(606), "Nothing is closed here.");
        }
        Optional<Entry> old = at(key);
        if (old.isEmpty()) {
            throw new GatewayException(
                    Reason.NOT_FOUND, code(714), "There is no mapping of " + name(key) + ".");
        }
        if (!old.get().client.equals(client)
                && (secure || old.get().client.equals(ip(ELSEWHERE)))) {
            throw new GatewayException(
                    Reason.NOT_AUTHORIZED, code(606), "That is another client's.");
        }
        table.remove(key);
    }

    List<PortMapping> list() {
        return ports().stream().sorted().map(each -> mapping(each, table.get(each))).toList();
    }

    Optional<PortMapping> show(PortKey key) {
        return hidden.contains(key) ? Optional.empty() : at(key).map(each -> mapping(key, each));
    }

    PortMapping mapping(PortKey key, Entry entry) {
        long left = entry.isPermanent() ? 0 : (entry.until - clock()) / 1_000_000_000L + 1;
        return new PortMapping(
                key.protocol(),
                key.externalPort(),
                entry.client,
                entry.internalPort,
                entry.description,
                entry.enabled,
                Duration.ofSeconds(left),
                "");
    }

    /** As the log of the calls has it. */
    static String name(PortKey key) {
        return key.protocol() + " " + key.externalPort();
    }

    static ControlCode code(int value) {
        return new ControlCode(UpnpAttributes.CONTROL_PROTOCOL, value);
    }

    static PortKey udp(int port) {
        return new PortKey(Protocol.UDP, port);
    }

    static PortKey tcp(int port) {
        return new PortKey(Protocol.TCP, port);
    }
}
