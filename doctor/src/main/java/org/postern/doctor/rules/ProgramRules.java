// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Whether a program of this machine waits for what the gateway forwards. */
final class ProgramRules {
    static final List<Rule> RULES =
            List.of(
                    ofProgram("wrong-protocol", ProgramRules::wrongProtocol)
                            .needing(Measurement.LISTENING),
                    ofProgram("listens-locally", ProgramRules::listensLocally),
                    ofProgram("not-listening", ProgramRules::notListening));

    private ProgramRules() {}

    private static Rule ofProgram(
            String name, BiFunction<PortEvidence, Program, Optional<Verdict>> judge) {
        return Rule.of(
                name,
                situation ->
                        situation
                                .port()
                                .flatMap(each -> judge.apply(each, Program.of(situation, each)))
                                .map(each -> each.with(PortFacts.of(situation, each.facts()))));
    }

    private static Optional<Verdict> wrongProtocol(PortEvidence evidence, Program program) {
        boolean open = OutsideRules.isOurs(evidence);
        boolean openForOther = evidence.otherProtocolOpen() && !open;
        String other = program.otherProtocol().name();
        String asked = program.protocol().name();
        if (!evidence.listening().measured()) {
            return openForOther
                    ? Optional.of(
                            Verdict.unsure(Cause.WRONG_PROTOCOL, Cause.NOT_OPEN)
                                    .with(Fact.MAPPED_PROTOCOL, other)
                                    .remedy(Advice.OTHER_PROTOCOL, other))
                    : Optional.empty();
        }
        Verdict wrong =
                Verdict.sure(Cause.WRONG_PROTOCOL)
                        .with(Fact.MAPPED_PROTOCOL, openForOther ? other : open ? asked : "");
        if (program.listens()) {
            // The mapping that is there is for the protocol that nobody listens on.
            return openForOther && !program.listensOverOther()
                    ? Optional.of(listening(wrong, program.protocol()))
                    : Optional.empty();
        }
        return program.listensOverOther()
                ? Optional.of(listening(wrong, program.otherProtocol()))
                : Optional.empty();
    }

    private static Verdict listening(Verdict verdict, Protocol protocol) {
        return verdict.with(Fact.PROGRAM_PROTOCOL, protocol.name())
                .with(
                        Fact.OTHER_PROTOCOL,
                        (protocol == Protocol.TCP ? Protocol.UDP : Protocol.TCP).name())
                .remedy(Advice.OTHER_PROTOCOL, protocol.name());
    }

    private static Optional<Verdict> listensLocally(PortEvidence evidence, Program program) {
        return evidence.listening().measured() && program.listens() && !program.isReached()
                ? Optional.of(
                        Verdict.sure(Cause.LISTENS_LOCALLY)
                                .with(
                                        Fact.LISTENING_ADDRESSES,
                                        program.addresses().stream().map(Ipv6Text::of).toList()))
                : Optional.empty();
    }

    private static Optional<Verdict> notListening(PortEvidence evidence, Program program) {
        if (!evidence.listening().measured()) {
            return Optional.empty();
        }
        Optional<Integer> mapped = program.mappedElsewhere();
        if (mapped.isPresent()) {
            return Optional.of(
                    Verdict.sure(Cause.NOT_LISTENING)
                            .with(Fact.OTHER_PORT, mapped.get())
                            .remedy(Advice.OTHER_INTERNAL_PORT, Integer.toString(program.port())));
        }
        if (program.listens()) {
            return Optional.empty();
        }
        Verdict verdict =
                Verdict.sure(Cause.NOT_LISTENING).with(Fact.LISTENING_PORTS, program.otherPorts());
        return Optional.of(
                program.likelyPort()
                        .map(
                                each ->
                                        verdict.remedy(
                                                Advice.OTHER_INTERNAL_PORT, Integer.toString(each)))
                        .orElse(verdict));
    }
}
