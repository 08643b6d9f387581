// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.internal.host.WayOutLookup;
import org.postern.doctor.port.inbound.DropCounter;
import org.postern.doctor.port.inbound.HairpinProbe;
import org.postern.doctor.port.inbound.HalfOpenWatch;
import org.postern.doctor.port.inbound.HelperQuestions;
import org.postern.doctor.port.inbound.HelperQuestions.Answers;
import org.postern.doctor.port.inbound.OutsideCheck;
import org.postern.doctor.port.inbound.WanPackets;
import org.postern.doctor.port.listening.OwnPort;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;

/**
 * Whether the port is reached at the external address: from outside by a helper, E19 to E21, and from
 * inside, E22. Belongs to the thread that examines.
 */
final class ReachProbe {
    private final PortInquiry inquiry;
    private final PortProbes probes;
    private final ParallelCalls calls;
    private final DropCounter drops;
    private final InetSocketAddress target;
    private final Optional<OwnPort> own;

    /** Empty where nobody is to be asked, or can be. */
    private final Optional<HelperQuestions> questions;

    private Optional<OutsideEvidence> outside = Optional.empty();
    private boolean hairpin;

    /**
     * Asks nobody yet.
     *
     * @param target where the port leads, or is to lead
     * @param own where that is listened on for the test
     */
    ReachProbe(
            PortInquiry inquiry,
            PortProbes probes,
            ParallelCalls calls,
            DropCounter drops,
            InetSocketAddress target,
            Optional<OwnPort> own) {
        this.inquiry = inquiry;
        this.probes = probes;
        this.calls = calls;
        this.drops = drops;
        this.target = target;
        this.own = own;
        this.questions =
                inquiry.externalAddress().isEmpty()
                        ? Optional.empty()
                        : probes.helper()
                                .flatMap(
                                        helper ->
                                                inquiry.helper()
                                                        .map(url -> questions(helper, url)));
        if (inquiry.helper().isPresent() && questions.isEmpty()) {
            outside = Optional.of(unasked(probes.helper().isPresent()));
        }
    }

    private HelperQuestions questions(OutsideHelper helper, URI url) {
        return new HelperQuestions(helper, url, inquiry.key().protocol(), calls);
    }

    private static OutsideEvidence unasked(boolean service) {
        String why =
                service
                        ? "The gateway tells no external address that a helper could check."
                        : "There is no service that asks helpers outside.";
        return evidence(new Answers(List.of(), why));
    }

    private static OutsideEvidence evidence(Answers answers) {
        return new OutsideEvidence(
                answers.best(),
                answers.failure(),
                DroppedPackets.NOT_MEASURED,
                false,
                Optional.empty(),
                0,
                OptionalLong.empty());
    }

    Optional<OutsideEvidence> outside() {
        return outside;
    }

    boolean hairpin() {
        return hairpin;
    }

    /** Whether somebody outside reached the port. */
    boolean isOpen() {
        return outside.flatMap(OutsideEvidence::result)
                .filter(each -> each.reached() == Reached.OPEN)
                .isPresent();
    }

    /** Whether a helper can be asked about the port once it is mapped. */
    boolean mayAsk() {
        return questions.isPresent() && outside.isEmpty();
    }

    /** Whether the helper tried, so that what arrived here could be counted. */
    boolean isTried() {
        return outside.flatMap(OutsideEvidence::result)
                .filter(each -> each.reached() != Reached.NOT_CHECKED)
                .isPresent();
    }

    /**
     * Asks the helper about a port of which the gateway shows no mapping: a rule that was made by hand
     * may open it. That it is not reached means nothing, and is not kept.
     */
    void beforeMapping(TimeLimit limit) throws InterruptedException {
        if (questions.isPresent()) {
            Answers answers = questions.get().ask(external(), number(), 1, limit);
            OutsideEvidence seen = evidence(answers);
            boolean tried =
                    seen.result().filter(each -> each.reached() != Reached.NOT_CHECKED).isPresent();
            outside = !tried || answers.isOpen() ? Optional.of(seen) : Optional.empty();
        }
    }

    /** Tries the port, which leads to the target now. */
    void mapped(OutsideCheck.Comparison comparison, TimeLimit limit) throws InterruptedException {
        Future<Boolean> inside = calls.start(() -> mayLoop() && probe().reaches(limit));
        if (mayAsk()) {
            outside = Optional.of(check(questions.orElseThrow(), comparison, limit));
        }
        hairpin = ParallelCalls.found(inside, limit).orElse(false);
    }

    private OutsideEvidence check(
            HelperQuestions helper, OutsideCheck.Comparison comparison, TimeLimit limit)
            throws InterruptedException {
        try (HalfOpenWatch watch = new HalfOpenWatch(probes.table(), target.getPort(), calls)) {
            return new OutsideCheck(
                            helper,
                            external(),
                            number(),
                            watch,
                            drops.start(),
                            new WanPackets(inquiry.gateway(), calls),
                            comparison)
                    .check(limit);
        }
    }

    private HairpinProbe probe() {
        return new HairpinProbe(
                new InetSocketAddress(external(), number()),
                target,
                inquiry.gateway().info().address(),
                own,
                probes.table());
    }

    private boolean mayLoop() {
        return inquiry.key().protocol() == Protocol.TCP
                && inquiry.externalAddress().isPresent()
                && HairpinProbe.isOfGateway(
                        external(), WayOutLookup.towards(external()), inquiry.localAddress());
    }

    private InetAddress external() {
        return inquiry.externalAddress().orElseThrow();
    }

    private int number() {
        return inquiry.key().externalPort();
    }
}
