// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.internal.host.ListeningSockets;
import org.postern.doctor.port.inbound.CallbackKnock;
import org.postern.doctor.port.inbound.DropCounter;
import org.postern.doctor.port.listening.OwnPort;
import org.postern.doctor.port.listening.OwnPorts;
import org.postern.doctor.port.mapping.MadeMapping;
import org.postern.doctor.port.mapping.MappingProbe;
import org.postern.doctor.port.mapping.MappingRemoval;
import org.postern.doctor.port.mapping.TestMappings;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;

/** One examination of a port, step by step. Belongs to one thread, and is used once. */
final class PortExamination {
    /** Of the time, for the removal of mappings. */
    private static final Duration REMOVAL = Duration.ofSeconds(2);

    /** What a mapping and its removal take, in look-ups. */
    private static final int LOOKUPS_OF_A_TEST = 8;

    private final PortInquiry inquiry;
    private final PortProbes probes;
    private final DropCounter drops;
    private final ParallelCalls calls;
    private final OwnPorts ports;
    private final TestMappings mappings;
    private final MappingRemoval removal;

    /** An examination that has not begun. */
    PortExamination(
            PortInquiry inquiry, PortProbes probes, DropCounter drops, ParallelCalls calls) {
        this.inquiry = inquiry;
        this.probes = probes;
        this.drops = drops;
        this.calls = calls;
        this.ports = new OwnPorts(calls, probes.random());
        this.removal = new MappingRemoval(inquiry.gateway());
        this.mappings = new TestMappings(inquiry.gateway(), calls, probes.random());
    }

    /** What was found, but for what became of the mappings: that is known when they are removed. */
    private record Found(
            HeldPort held,
            MappingProbe test,
            ListeningSockets listening,
            Knock knock,
            ReachProbe reach) {
        PortEvidence evidence() {
            return new PortEvidence(
                    held.entry(),
                    held.otherProtocolOpen(),
                    test.here(),
                    test.elsewhere(),
                    listening,
                    knock,
                    reach.outside(),
                    reach.hairpin());
        }
    }

    PortEvidence run(TimeLimit limit) throws InterruptedException {
        boolean ended = false;
        try (ports) {
            Found found = examine(limit.atMost(limit.left().minus(REMOVAL)));
            ended = true;
            remove(limit);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return found.evidence();
        } finally {
            if (!ended) {
                remove(TimeLimit.of(MappingRemoval.ON_INTERRUPT));
            }
        }
    }

    private void remove(TimeLimit limit) {
        boolean hasTime = limit.left().compareTo(MappingRemoval.ON_INTERRUPT) >= 0;
        removal.remove(
                mappings.remaining(), hasTime ? limit : TimeLimit.of(MappingRemoval.ON_INTERRUPT));
    }

    private Found examine(TimeLimit limit) throws InterruptedException {
        Future<ListeningSockets> reading =
                calls.start(() -> probes.listening().readFor(inquiry.internalPort()));
        TimeLimit lookup = limit.atMost(limit.left());
        HeldPort held = HeldPort.look(inquiry, probes.holders(), calls, lookup);
        Duration lookupTime = lookup.elapsed();
        ListeningSockets listening =
                ParallelCalls.found(reading, limit).orElse(ListeningSockets.NOT_MEASURED);
        // From here on it would be seen itself.
        Optional<OwnPort> own = isListened(listening, held.target()) ? Optional.empty() : own(held);

        CallbackKnock knock = new CallbackKnock(inquiry.gateway(), drops, calls);
        Future<Knock> quick = calls.start(() -> knock.quick(own, limit));
        ReachProbe reach = new ReachProbe(inquiry, probes, calls, drops, held.target(), own);
        MappingProbe test =
                new MappingProbe(inquiry.gateway(), mappings, removal, ports, calls, limit);
        if (held.seemsFree()) {
            reach.beforeMapping(limit);
            boolean hasTime =
                    limit.left().compareTo(lookupTime.multipliedBy(LOOKUPS_OF_A_TEST)) > 0;
            if (inquiry.testMapping() && !reach.isOpen() && hasTime) {
                test.run(inquiry.key(), inquiry.internalPort(), held.known(), reach.mayAsk());
            }
        }
        if (held.isOurs() || test.isMapped()) {
            reach.mapped(
                    within -> inquiry.testMapping() ? spare(test) : OptionalInt.empty(), limit);
        }
        Knock came = ParallelCalls.found(quick, limit).orElse(Knock.NOT_MEASURED);
        Knock counted = came == Knock.CAME || reach.isTried() ? came : knock.counted(own, limit);
        return new Found(held, test, listening, counted, reach);
    }

    private boolean isListened(ListeningSockets listening, InetSocketAddress target) {
        return ListeningSockets.reach(
                inquiry.key().protocol() == Protocol.TCP ? listening.tcp() : listening.udp(),
                target.getAddress(),
                target.getPort());
    }

    private Optional<OwnPort> own(HeldPort held) {
        return ports.at(
                inquiry.key().protocol(), held.target().getAddress(), held.target().getPort());
    }

    private OptionalInt spare(MappingProbe test) throws InterruptedException {
        return test.openSpare(inquiry.key().protocol())
                .filter(MadeMapping::isOpen)
                .map(each -> OptionalInt.of(each.key().externalPort()))
                .orElseGet(OptionalInt::empty);
    }
}
