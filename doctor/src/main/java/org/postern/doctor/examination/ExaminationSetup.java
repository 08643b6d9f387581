// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.doctor.DiagnosisRequest;
import org.postern.doctor.searching.SearchPlace;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.TimeLimit;
import org.postern.doctor.wan.StunServer;

import java.util.Optional;

/**
 * What the steps of one examination share.
 *
 * @param request checked
 * @param stunServer that of the request
 * @param place where is searched
 * @param services of other modules
 * @param collectors of this system
 * @param tasks run the collectors, each on a thread of its own
 * @param limit of the whole examination
 * @param progress told what is being done
 */
record ExaminationSetup(
        DiagnosisRequest request,
        Optional<StunServer> stunServer,
        SearchPlace place,
        ExaminationServices services,
        EvidenceCollectors collectors,
        ParallelTasks tasks,
        TimeLimit limit,
        DiagnosisProgress progress) {}
