// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpAttributes;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What a router holds, grants, refuses and shows. {@link ModelGateway}s are what clients see of it. The settings are plain fields. For any threads.
 */
public final class ModelRouter {
    /** Numbers after the wanted one that it tries, if strict, where any will do. */
    private static final int OTHERS = 8;

    /** How it is reached, and was asked. */
    public final ModelLine line;

    /** Whether the answer to the next successful map is lost. */
    public volatile boolean losesAnswer;

    public volatile Predicate<MappingRequest> refused = request -> false;
    public volatile Reason refusal = Reason.NOT_AUTHORIZED;
    public volatile Optional<Reason> renewalRefusal = Optional.empty();

    /** Whether one request shows several ports. */
    public volatile boolean lists = true;

    /** Whether it refuses to show single ports. */
    public volatile boolean showsNothing;

    /** Whether it says of each look that it does not support that. */
    public volatile boolean findsNothing;

    /** Whether a repeated mapping gets a new lease. */
    public volatile boolean refreshes = true;

    /** Whether it shows how much of a lease is left. */
    public volatile boolean tellsLeases = true;

    public volatile Duration longestLease = Duration.ofDays(365);
    public volatile boolean onlyPermanent;
    public volatile boolean mapsDisabled;

    /** Whether it lets only the address that a mapping leads to open and remove it. */
    public volatile boolean secure;

    /** Clients whose mappings only they themselves may remove, even if it is not secure. */
    public final Set<InetAddress> protectedClients = ConcurrentHashMap.newKeySet();

    /** Whether it refuses to close anything. */
    public volatile boolean locked;

    volatile MappingTable table;
    final boolean strict;
    private final Set<PortKey> hidden = ConcurrentHashMap.newKeySet();
    final Set<Capability> capabilities;

    /** Does what it is asked for, at once; a test says what fails. */
    static ModelRouter permissive(Set<Capability> capabilities) {
        return new ModelRouter(capabilities, ModelTime.STILL, false);
    }

    /**
     * Keeps other clients' mappings, opens other ports where any will do, and sends as many requests
     * as a real gateway.
     */
    public static ModelRouter strict(Set<Capability> capabilities, ModelTime time) {
        return new ModelRouter(capabilities, time, true);
    }

    private ModelRouter(Set<Capability> capabilities, ModelTime time, boolean strict) {
        this.capabilities = capabilities;
        this.strict = strict;
        table = new MappingTable(time::nanos);
        line = new ModelLine(time);
    }

    // What happens to it.

    public void forgetAll() {
        table.clear();
    }

    public void forget(PortKey key) {
        table.remove(key);
        hidden.remove(key);
    }

    /** A permanent mapping. */
    public void put(PortKey key, String client, int internalPort, String description) {
        put(key, client, internalPort, description, Duration.ZERO);
    }

    public void put(
            PortKey key, String client, int internalPort, String description, Duration lease) {
        table.put(
                key,
                new PortMapping(
                        key.protocol(),
                        key.externalPort(),
                        ModelGateway.address(client),
                        internalPort,
                        description,
                        true,
                        lease,
                        ""));
    }

    public void disable(PortKey key) {
        table.disable(key);
    }

    /** It does not show a port unless all are listed, until it forgets it. */
    public void hide(PortKey key) {
        hidden.add(key);
    }

    /** How many leases have ended. */
    public int lapses() {
        return table.lapses();
    }

    public Set<PortKey> ports() {
        return new HashSet<>(table.keySet());
    }

    public Optional<PortMapping> at(PortKey key) {
        return Optional.ofNullable(table.get(key));
    }

    // How it answers.

    /** At the wanted port, or another one where any will do. */
    List<PortMapping> open(MappingRequest request, InetAddress caller, int offset)
            throws GatewayException {
        InetAddress client = request.client().orElse(caller);
        if (secure && !client.equals(caller)) {
            throw refusal(Reason.NOT_AUTHORIZED, 606, "Only for yourself.");
        }
        if (refused.test(request)) {
            throw refusal(
                    refusal, 606, "The router refuses " + ModelGateway.text(request.keys()) + ".");
        }
        int port = request.externalPort() + (request.acceptsOtherPort() ? offset : 0);
        int others = strict && request.acceptsOtherPort() ? OTHERS : 0;
        for (int tried = 0; ; tried++) {
            try {
                return openAt(request, client, port + tried);
            } catch (GatewayException e) {
                line.request();
                if (tried == others) {
                    throw e;
                }
            }
        }
    }

    /** All or none. */
    private List<PortMapping> openAt(MappingRequest request, InetAddress client, int port)
            throws GatewayException {
        List<PortKey> fresh = new ArrayList<>();
        List<PortMapping> opened = new ArrayList<>();
        for (PortKey asked : request.keys()) {
            PortKey key = new PortKey(asked.protocol(), port);
            boolean wasOpen = table.containsKey(key);
            try {
                open(
                        key,
                        client,
                        request.effectiveInternalPort(),
                        request.description(),
                        request.lease());
            } catch (GatewayException e) {
                fresh.forEach(table::remove);
                throw e;
            }
            if (!wasOpen) {
                fresh.add(key);
            }
            if (strict) {
                line.request();
            }
            PortMapping held = at(key).orElseThrow();
            opened.add(
                    tellsLeases || held.lease().isZero()
                            ? held
                            : held.withUnknownLease(request.lease()));
        }
        return opened;
    }

    void open(PortKey key, InetAddress client, int internalPort, String description, Duration lease)
            throws GatewayException {
        Optional<PortMapping> old = at(key);
        if (strict && old.isPresent() && !old.get().internalClient().equals(client)) {
            throw refusal(Reason.CONFLICT, 718, ModelGateway.text(key) + " is taken.");
        }
        if (old.isPresent() && !refreshes && !old.get().lease().isZero()) {
            return;
        }
        table.put(
                key,
                new PortMapping(
                        key.protocol(),
                        key.externalPort(),
                        client,
                        internalPort,
                        capabilities.contains(Capability.DESCRIPTION) ? description : "",
                        !mapsDisabled,
                        granted(lease),
                        ""));
    }

    void renew(PortMapping mapping, InetAddress client, Duration lease) throws GatewayException {
        if (renewalRefusal.isPresent()) {
            throw new GatewayException(renewalRefusal.get(), "The router refuses that.");
        }
        open(mapping.key(), client, mapping.internalPort(), mapping.description(), lease);
    }

    private Duration granted(Duration lease) {
        if (!capabilities.contains(Capability.PERMANENT_LEASE)) {
            return Duration.ofHours(1);
        }
        if (onlyPermanent || lease.isZero()) {
            return Duration.ZERO;
        }
        return lease.compareTo(longestLease) > 0 ? longestLease : lease;
    }

    void close(PortKey key, InetAddress client) throws GatewayException {
        if (locked) {
            throw refusal(Reason.NOT_AUTHORIZED, 606, "Nothing is closed here.");
        }
        InetAddress owner = at(key).orElseThrow(() -> notFound(key.protocol())).internalClient();
        if (!owner.equals(client) && (secure || protectedClients.contains(owner))) {
            throw refusal(Reason.NOT_AUTHORIZED, 606, "That is another client's.");
        }
        table.remove(key);
    }

    /** Those of one client in a range of ports. */
    List<PortMapping> closeAll(Protocol protocol, int first, int last, InetAddress client)
            throws GatewayException {
        List<PortMapping> closed =
                table.values().stream()
                        .filter(each -> each.protocol() == protocol)
                        .filter(each -> each.externalPort() >= first)
                        .filter(each -> each.externalPort() <= last)
                        .filter(each -> each.internalClient().equals(client))
                        .toList();
        if (closed.isEmpty()) {
            throw notFound(protocol);
        }
        closed.forEach(each -> table.remove(each.key()));
        return closed;
    }

    List<PortMapping> shown(SortedSet<PortKey> keys) throws GatewayException {
        if (!capabilities.contains(Capability.FIND) || findsNothing) {
            throw new GatewayException(Reason.UNSUPPORTED, "The router shows nothing.");
        }
        for (int asked = 1; asked < (lists ? 1 : keys.size()); asked++) {
            line.request();
        }
        if (showsNothing) {
            throw new GatewayException(Reason.FAILED, "Not for you.");
        }
        return keys.stream()
                .filter(each -> !hidden.contains(each))
                .flatMap(each -> at(each).stream())
                .map(each -> tellsLeases ? each : each.withLease(Duration.ZERO))
                .toList();
    }

    private static GatewayException notFound(Protocol protocol) {
        return new GatewayException(Reason.NOT_FOUND, "There is no " + protocol + " mapping.");
    }

    private static GatewayException refusal(Reason reason, int code, String sentence) {
        return new GatewayException(
                reason, new ControlCode(UpnpAttributes.CONTROL_PROTOCOL, code), sentence);
    }
}
