// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.doctor.examination.ExaminationServices;
import org.postern.doctor.searching.SearchServices;

import java.util.List;
import java.util.Optional;

/** From a request to a diagnosis. */
final class ExaminerTest {
    @Test
    void withoutAnythingToSearchWithThereIsNoDiagnosis() {
        SearchServices none =
                new SearchServices(Optional.empty(), Optional.empty(), List.of(), List.of());

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () ->
                                new Examiner()
                                        .diagnose(
                                                DiagnosisRequest.of(GatewayQuery.standard()),
                                                new ExaminationServices(none, Optional.empty()),
                                                what -> {}));
        assertEquals(Reason.UNSUPPORTED, failure.reason());
    }

    @Test
    void firstServiceOfEachNameIsUsed() {
        assertEquals(
                List.of("b1", "a"),
                Examiner.firstOfEachName(List.of("b1", "a", "b2"), each -> each.substring(0, 1)));
    }
}
