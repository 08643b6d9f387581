// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisListener;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.examination.Examination;
import org.postern.doctor.examination.ExaminationServices;
import org.postern.doctor.rules.DecisionTable;
import org.postern.doctor.wording.Wording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** From a request to a diagnosis: collects evidence, judges it, and puts it into words. */
final class Examiner {
    private final Examination examination = new Examination(DecisionTable::isPortDecisive);

    /**
     * See {@link org.postern.api.doctor.Doctor#diagnose}. Fails where nothing is there to search with:
     * that no gateway was found would be blamed on the network.
     */
    Diagnosis diagnose(
            DiagnosisRequest request, ExaminationServices services, DiagnosisListener listener)
            throws GatewayException, InterruptedException {
        if (services.search().finder().isEmpty() || services.search().protocols().isEmpty()) {
            throw new GatewayException(
                    Reason.UNSUPPORTED,
                    "There is nothing to search for gateways with: org.postern.gateways and"
                            + " org.postern.igd.control with org.postern.discovery have to be on"
                            + " the path, or their bundles active.");
        }
        long start = System.nanoTime();
        Evidence evidence = examination.examine(request, services, listener);
        return Wording.diagnosis(
                request,
                evidence,
                DecisionTable.judge(evidence),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** The first of each name: a service replaces those of its name that are ranked lower. */
    static <T> List<T> firstOfEachName(List<T> bestFirst, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        bestFirst.forEach(each -> byName.putIfAbsent(name.apply(each), each));
        return new ArrayList<>(byName.values());
    }
}
