// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.api.upnp.UpnpAttributes;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Who answers over the control protocols other than UPnP, each of which is searched for alone: a
 * gateway that several reach is one to its users. Safe for several threads.
 */
final class ProtocolAnswers implements AutoCloseable {
    private static final int MAX_ANSWERS = 64;
    private static final System.Logger LOG = System.getLogger(ProtocolAnswers.class.getName());

    /**
     * A gateway that answered.
     *
     * @param protocol over which
     * @param gateway over this protocol alone
     * @param address of the gateway
     * @param usable whether it can open ports
     * @param afterMillis since the start of the search
     */
    record Answered(
            String protocol,
            Gateway gateway,
            InetAddress address,
            boolean usable,
            long afterMillis) {}

    private final LongSupplier nanoTime;
    private final Runnable changed;
    private final long startNanos;
    private final List<Watch> searches = new ArrayList<>();

    /** By protocol and id, with a blank between them; guarded by this. */
    private final Map<String, Answered> answers = new LinkedHashMap<>();

    /** The time of the answers counts from now on. */
    ProtocolAnswers(LongSupplier nanoTime, Runnable changed) {
        this.nanoTime = nanoTime;
        this.changed = changed;
        this.startNanos = nanoTime.getAsLong();
    }

    /**
     * Asks for so long at most, and until this is closed.
     *
     * @param networkInterface its name; empty for all
     */
    void start(List<ControlProtocol> protocols, Duration time, String networkInterface) {
        GatewayQuery query =
                GatewayQuery.standard().withTimeout(time).withNetworkInterface(networkInterface);
        for (ControlProtocol each : protocols) {
            try {
                if (!each.name().equals(UpnpAttributes.CONTROL_PROTOCOL)) {
                    start(each, query);
                }
            } catch (GatewayException | RuntimeException | LinkageError e) {
                // Anybody can bring a protocol; a broken one must not stop the others.
                LOG.log(
                        Level.WARNING,
                        "Control protocol " + each.getClass().getName() + " failed: " + e);
            }
        }
    }

    private void start(ControlProtocol protocol, GatewayQuery query) throws GatewayException {
        String name = protocol.name();
        searches.add(
                protocol.search(
                        // Or one that was silent a short time ago would not be asked again.
                        query.withControlProtocol(name),
                        new CandidateListener() {
                            @Override
                            public void found(Candidate candidate) {
                                add(name, candidate);
                            }

                            @Override
                            public void ended(Optional<GatewayException> failure) {
                                changed.run();
                            }
                        }));
    }

    private void add(String protocol, Candidate candidate) {
        if (candidate.gateway().isEmpty()) {
            return;
        }
        Gateway gateway = candidate.gateway().get();
        InetAddress address = gateway.info().address();
        String key = protocol + " " + candidate.id();
        synchronized (this) {
            Answered before = answers.get(key);
            if (before == null && answers.size() >= MAX_ANSWERS) {
                return;
            }
            long millis =
                    before == null
                            ? Duration.ofNanos(nanoTime.getAsLong() - startNanos).toMillis()
                            : before.afterMillis();
            answers.put(
                    key,
                    new Answered(
                            protocol, gateway, address, candidate.standing().usable(), millis));
        }
        changed.run();
    }

    /** In the order in which they came. */
    synchronized List<Answered> all() {
        return List.copyOf(answers.values());
    }

    /** The names of the protocols over which anybody answered. */
    List<String> protocols() {
        Set<String> names = new LinkedHashSet<>();
        for (Answered each : all()) {
            names.add(each.protocol());
        }
        return List.copyOf(names);
    }

    @Override
    public void close() {
        for (Watch each : searches) {
            try {
                each.close();
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.WARNING, "A control protocol failed to end its search: " + e);
            }
        }
        searches.clear();
    }
}
