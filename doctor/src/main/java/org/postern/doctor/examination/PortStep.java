// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.PortKey;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.port.PortInquiry;
import org.postern.doctor.timing.TimeLimit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** The last step, which may change something on the gateway: the port. */
final class PortStep {
    /** The port's collector ends with the limit, when what it made is removed. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final ExaminationSetup setup;
    private final Predicate<Evidence> portMatters;

    /**
     * A step that has not begun.
     *
     * @param portMatters whether evidence that lacks the port's would come to something else with it
     */
    PortStep(ExaminationSetup setup, Predicate<Evidence> portMatters) {
        this.setup = setup;
        this.portMatters = portMatters;
    }

    /**
     * Examines the port where one was asked for and it matters. A helper outside may find it open,
     * whatever else looks wrong.
     *
     * @param evidence all that was seen before
     * @param gateway the one to ask
     * @return the same, with what is known of the port
     * @throws InterruptedException when the calling thread is interrupted; mappings that were made
     *     for a test are removed then
     */
    Evidence add(Evidence evidence, Optional<Gateway> gateway, Drops drops)
            throws InterruptedException {
        DiagnosisRequest request = setup.request();
        if (request.port().isEmpty()
                || gateway.isEmpty()
                || setup.limit().isOver()
                || !(request.helper().isPresent() || portMatters.test(evidence))) {
            return evidence;
        }
        PortKey key = new PortKey(request.protocol(), request.port().getAsInt());
        setup.progress().accept("Examining port " + key.protocol() + " " + key.externalPort());
        PortInquiry inquiry =
                new PortInquiry(
                        gateway.get(),
                        key,
                        request.internalPort().orElse(key.externalPort()),
                        evidence.wan().flatMap(Wan::externalAddress),
                        request.helper(),
                        request.testMapping());
        Optional<PortEvidence> port =
                setup.tasks()
                        .start("Examining the port", () -> examine(inquiry, drops))
                        .await(
                                TimeLimit.of(
                                        setup.limit().left().plus(LATE), setup.limit().nanoTime()));
        return new Evidence(
                evidence.question(),
                evidence.machine(),
                evidence.nextHops(),
                evidence.searching(),
                evidence.wan(),
                port);
    }

    private PortEvidence examine(PortInquiry inquiry, Drops drops) throws InterruptedException {
        return setup.collectors().port(inquiry, drops, setup.services().helper(), setup.limit());
    }
}
