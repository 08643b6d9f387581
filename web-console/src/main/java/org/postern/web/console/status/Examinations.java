// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Doctor;
import org.postern.api.gateway.GatewayException;
import org.postern.web.console.internal.threads.WorkerThreads;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/** Has the doctor examine in the background. May be used from any thread. */
public final class Examinations implements AutoCloseable {
    private final ThreadPoolExecutor thread = WorkerThreads.pool("postern-console-doctor", 1, 1);
    private final Clock clock;

    /** Guarded by this. */
    private ExaminationState state = new ExaminationState(false, "", Optional.empty(), "");

    /** Examines nothing yet. */
    public Examinations(Clock clock) {
        this.clock = clock;
    }

    public synchronized ExaminationState state() {
        return state;
    }

    /**
     * Starts an examination, which takes 20 seconds at most.
     *
     * @param doctor that examines
     * @param request what is to be examined
     * @return false when one is running already
     */
    public synchronized boolean start(Doctor doctor, DiagnosisRequest request) {
        if (state.running()) {
            return false;
        }
        try {
            thread.execute(() -> run(doctor, request));
            state = new ExaminationState(true, "", state.report(), "");
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void run(Doctor doctor, DiagnosisRequest request) {
        Optional<ExaminationState.Report> report = Optional.empty();
        String failure = "";
        try {
            report =
                    Optional.of(
                            new ExaminationState.Report(
                                    clock.instant(),
                                    request,
                                    doctor.diagnose(request, this::looking)));
        } catch (GatewayException e) {
            failure = e.getMessage();
        } catch (InterruptedException e) {
            failure = "The examination was ended.";
        } catch (RuntimeException | LinkageError e) {
            failure = "The examination failed: " + e;
        } finally {
            ended(report, failure);
        }
    }

    private synchronized void looking(String what) {
        state = new ExaminationState(true, what, state.report(), "");
    }

    private synchronized void ended(Optional<ExaminationState.Report> report, String failure) {
        state = new ExaminationState(false, "", report.or(() -> state.report()), failure);
    }

    /** Ends an examination that is running. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
