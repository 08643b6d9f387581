// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.doctor.DiagnosisListener;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.searching.SearchPlace;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.TimeLimit;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Collects the evidence that a request needs. Holds no state between examinations; may be called
 * from any thread, by several at once.
 */
public final class Examination {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final EvidenceCollectors collectors;
    private final Predicate<Evidence> portMatters;
    private final LongSupplier nanoTime;

    /**
     * An examination of this system.
     *
     * @param portMatters whether evidence that lacks the port's would come to something else with
     *     it; else the port is left alone
     */
    public Examination(Predicate<Evidence> portMatters) {
        this(new SystemCollectors(), portMatters, System::nanoTime);
    }

    Examination(
            EvidenceCollectors collectors, Predicate<Evidence> portMatters, LongSupplier nanoTime) {
        this.collectors = collectors;
        this.portMatters = portMatters;
        this.nanoTime = nanoTime;
    }

    /**
     * Examines. Blocks 20 seconds at most; less than one where all is well, and some milliseconds
     * where no network is up, in which case nothing is sent.
     *
     * @param request checked first; it is about IPv4, whatever its query says
     * @param services those of the moment
     * @param listener called on the calling thread
     * @return all that was seen until nothing else mattered
     * @throws GatewayException {@link Reason#INVALID_ARGUMENT} or {@link Reason#INVALID_PORT} for a
     *     bad request; nothing has been sent then
     * @throws InterruptedException when the calling thread is interrupted; thrown when all threads
     *     have ended, and mappings that were made for a test are removed
     */
    public Evidence examine(
            DiagnosisRequest request, ExaminationServices services, DiagnosisListener listener)
            throws GatewayException, InterruptedException {
        RequestCheck.check(request, services.search().protocols());
        SearchPlace place = SearchPlace.of(request.query());
        EvidenceCollectors asked =
                place.loopback() ? new LoopbackCollectors(place.chosen(), collectors) : collectors;
        TimeLimit limit = TimeLimit.of(LONGEST, nanoTime);
        try (ParallelTasks tasks = new ParallelTasks()) {
            return new RunningExamination(
                            new ExaminationSetup(
                                    request,
                                    RequestCheck.stun(request),
                                    place,
                                    services,
                                    asked,
                                    tasks,
                                    limit,
                                    new DiagnosisProgress(listener)),
                            portMatters)
                    .run();
        }
    }
}
