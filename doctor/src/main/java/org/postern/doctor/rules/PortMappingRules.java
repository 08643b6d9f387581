// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.evidence.TestMapping.Outcome;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;

/** Whether the gateway lets this machine have the port. */
final class PortMappingRules {
    static final List<Rule> RULES =
            List.of(
                    Rule.of("port-of-another", PortMappingRules::othersEntry),
                    Rule.of("test-refused", PortMappingRules::testRefused));

    private PortMappingRules() {}

    private static Verdict ofPort(Situation situation, Verdict verdict) {
        return verdict.with(PortFacts.of(situation, verdict.facts()));
    }

    private static Optional<Verdict> othersEntry(Situation situation) {
        return situation
                .port()
                .map(PortEvidence::entry)
                .filter(each -> each.state() == PortEntry.State.OTHERS)
                .map(
                        entry ->
                                ofPort(situation, holder(entry))
                                        .with(
                                                Fact.HOLDER,
                                                entry.mapping()
                                                        .map(PortMapping::internalClient)
                                                        .map(Ipv6Text::of)));
    }

    private static Verdict holder(PortEntry entry) {
        return switch (entry.holder()) {
            case PRESENT -> Verdict.sure(Cause.PORT_TAKEN).remedy(Advice.ANY_PORT);
            case ABSENT -> Verdict.sure(Cause.MAPPED_ELSEWHERE);
            case NOT_MEASURED ->
                    Verdict.unsure(Cause.PORT_TAKEN, Cause.MAPPED_ELSEWHERE)
                            .remedy(Advice.ANY_PORT);
        };
    }

    private static Optional<Verdict> testRefused(Situation situation) {
        return situation
                .port()
                .filter(each -> each.test().outcome() == Outcome.REFUSED)
                .map(each -> refusal(each.test(), each.testElsewhere()))
                .map(each -> ofPort(situation, each));
    }

    private static Verdict refusal(TestMapping here, TestMapping elsewhere) {
        Verdict verdict =
                switch (here.reason().orElse(Reason.UNKNOWN)) {
                    // Nothing says that the gateway refused.
                    case UNREACHABLE, TRANSPORT_ERROR, INVALID_RESPONSE ->
                            Verdict.unsure(Cause.UNKNOWN);
                    case NO_RESOURCES ->
                            Verdict.sure(Cause.TABLE_FULL).remedy(Advice.LIST_MAPPINGS);
                    case CONFLICT, RESERVED -> conflict(elsewhere);
                    default -> notAllowed(here, elsewhere);
                };
        Verdict told = verdict.with(Fact.REFUSAL, here.message());
        return elsewhere.opened() ? told.with(Fact.OTHER_PORT, elsewhere.port()) : told;
    }

    /** A gateway that says so of every port means something else. */
    private static Verdict conflict(TestMapping elsewhere) {
        return elsewhere.outcome() == Outcome.REFUSED
                ? Verdict.unsure(Cause.NOT_ALLOWED, Cause.PORT_TAKEN)
                : Verdict.sure(Cause.PORT_TAKEN).remedy(Advice.ANY_PORT);
    }

    private static Verdict notAllowed(TestMapping here, TestMapping elsewhere) {
        return switch (elsewhere.outcome()) {
            case OPENED, OPENED_PERMANENTLY ->
                    Verdict.sure(Cause.PORT_NOT_ALLOWED).remedy(Advice.ANY_PORT);
            case NOT_TRIED -> Verdict.unsure(Cause.NOT_ALLOWED, Cause.PORT_NOT_ALLOWED);
            // A gateway that fails at every port may only have to be restarted.
            case REFUSED ->
                    here.reason().filter(each -> each == Reason.NOT_AUTHORIZED).isPresent()
                            ? Verdict.sure(Cause.NOT_ALLOWED)
                            : Verdict.unsure(Cause.NOT_ALLOWED);
        };
    }
}
