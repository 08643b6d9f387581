// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.Observation;
import org.postern.api.doctor.Observation.Result;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.verdict.Verdict;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was looked at, from this machine outwards, as far as it was judged. */
final class Observations {
    private Observations() {}

    static List<Observation> of(Evidence evidence, Verdict verdict, Optional<String> stun) {
        List<Looked> all = new ArrayList<>(NetworkObservations.of(evidence));
        all.addAll(GatewayObservations.of(evidence));
        stun.flatMap(server -> stun(evidence, server)).ifPresent(all::add);
        all.addAll(PortObservations.of(evidence));

        ObservationId culprit = ObservationId.of(verdict.cause(), evidence);
        ObservationId last = ObservationId.last(culprit, verdict, evidence);
        List<Observation> shown = new ArrayList<>();
        for (Looked each : all) {
            if (ofId(each).compareTo(last) <= 0) {
                shown.add((ofId(each) == culprit ? judged(each, verdict) : each).observation());
            }
        }
        if (evidence.question().port().isPresent() && last.compareTo(ObservationId.MAPPING) < 0) {
            shown.add(
                    new Looked("port")
                            .result(Result.NOT_JUDGED)
                            .text(PortObservations.named(evidence.question()) + " was not judged")
                            .observation());
        }
        return shown;
    }

    private static ObservationId ofId(Looked looked) {
        return ObservationId.valueOf(looked.id().replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static Looked judged(Looked looked, Verdict verdict) {
        if (verdict.works() && verdict.cause() != Cause.NOT_OPEN) {
            return looked;
        }
        return looked.result(
                verdict.alternatives().isEmpty() && verdict.cause() != Cause.UNKNOWN
                        ? Result.WRONG
                        : Result.UNKNOWN);
    }

    private static Optional<Looked> stun(Evidence evidence, String server) {
        return evidence.wan()
                .map(
                        wan -> {
                            Optional<InetAddress> seen = wan.stunAddress();
                            Looked looked =
                                    new Looked(ObservationId.STUN.id())
                                            .value("server", server)
                                            .value("seen", seen.map(Ipv6Text::of));
                            return seen.isPresent()
                                    ? looked.text("a STUN server sees " + Ipv6Text.of(seen.get()))
                                    : looked.result(Result.UNKNOWN)
                                            .text("the STUN server did not answer");
                        });
    }
}
