// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be a token for the metrics. */
class MetricsTokenRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdef", "!~!~!~!~!~!~!~!~", "0123456789abcdef0123456789"})
    void visibleCharacters_areUsable(String text) {
        assertTrue(PageServer.isMetricsToken(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcde",
                "0123456789 abcdef",
                "0123456789abcdef\n",
                "0123456789äbcdef",
                "0123456789abcdef\u007f"
            })
    void shortOnes_andOtherCharacters_areNot(String text) {
        assertFalse(PageServer.isMetricsToken(text));
    }
}
