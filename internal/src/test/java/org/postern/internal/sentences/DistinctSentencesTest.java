// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.sentences;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DistinctSentencesTest {
    private final DistinctSentences sentences = new DistinctSentences();

    @Test
    void whatWasToldBefore_isLeftOut() {
        assertEquals("One. Two.", sentences.of("One. Two."));
        assertEquals("Three.", sentences.of("Two. Three. One."));
        assertEquals("", sentences.of("Two."));
    }

    @Test
    void whatFailed_isToldOnce() {
        assertEquals(
                "TCP port 80 on the gateway at fe80::1: PCP result 2. Look there.",
                sentences.of("TCP port 80 on the gateway at fe80::1: PCP result 2. Look there."));
        assertEquals(
                "NAT-PMP result 2.",
                sentences.of(
                        "TCP port 80 on the gateway at fe80::1: NAT-PMP result 2. Look there."));
        assertEquals(
                "UDP port 80 on the gateway at fe80::1: PCP result 2.",
                sentences.of("UDP port 80 on the gateway at fe80::1: PCP result 2."));
    }

    @Test
    void addressesAndNumbers_areNoEnds() {
        assertEquals("No. 1 at 192.168.1.1.", sentences.of("No. 1 at 192.168.1.1."));
        assertEquals("No. 1 is off.", sentences.of("No. 1 is off."));
    }
}
