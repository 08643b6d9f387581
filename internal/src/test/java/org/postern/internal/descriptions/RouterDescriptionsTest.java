// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.descriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterDescriptionsTest {
    @ParameterizedTest
    @CsvSource({
        "PCP MAP 0123456789abcdef01234567, true",
        "NAT-PMP 6000 udp, true",
        "PCPlus, false",
        "'', false"
    })
    void descriptionsOfMiniupnpd(String description, boolean other) {
        assertEquals(other, RouterDescriptions.isOfOtherProtocol(description));
    }
}
