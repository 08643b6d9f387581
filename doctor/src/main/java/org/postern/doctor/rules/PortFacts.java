// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Question;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Facts;

import java.util.Optional;

/** What the words may tell of any port. */
final class PortFacts {
    private PortFacts() {}

    /** The facts with those of the port that was asked for. */
    static Facts of(Situation situation, Facts facts) {
        Question question = situation.question();
        int port = question.port().orElseThrow();
        String protocol = question.protocol().name();
        Facts all =
                facts.with(Fact.PORT, protocol + " port " + port)
                        .with(Fact.PORT_NUMBER, port)
                        .with(Fact.PROTOCOL, protocol)
                        .with(Fact.GATEWAY, RouterNames.of(situation.gateway()))
                        .with(Fact.ADDRESS, situation.gateway().localAddress())
                        .with(
                                Fact.EXTERNAL_ADDRESS,
                                situation.wan().externalAddress().map(Ipv6Text::of));
        Optional<PortEvidence> evidence = situation.port();
        return evidence.isEmpty() ? all : withProgram(all, Program.of(situation, evidence.get()));
    }

    private static Facts withProgram(Facts facts, Program program) {
        return facts.with(Fact.INTERNAL_PORT, program.port()).with(Fact.ADDRESS, program.target());
    }
}
