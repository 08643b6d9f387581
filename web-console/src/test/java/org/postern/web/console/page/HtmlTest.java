// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textIsText_whateverADeviceCallsItself() {
        assertEquals(
                "<b>&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;</b>",
                new Html().element("b", "<img src=x onerror=alert(1)>&\"'").toString());
    }

    @Test
    void theValueOfAnAttribute_doesNotEndIt() {
        assertEquals(
                "<i title=\"&quot; onclick=&quot;x\"></i>",
                new Html().element("i", "", "title", "\" onclick=\"x").toString());
    }

    /** Felix' web console replaces these. */
    @Test
    void variablesOfTheConsole_areText() {
        assertEquals("&#36;{appRoot}", new Html().text("${appRoot}").toString());
    }

    @Test
    void controlsAndMarksOfDirection_areLeftOut() {
        assertEquals("abc😀", new Html().text("a\u0000\u001b\u202eb\u2028c😀\ud800").toString());
    }

    @Test
    void whatADeviceSays_isIsolated() {
        assertEquals("<bdi>שלום</bdi>", new Html().foreign("שלום").toString());
    }

    @Test
    void anElementThatDoesNotEnd_isAFault() {
        Html html = new Html().open("p");

        assertThrows(IllegalStateException.class, html::toString);
    }
}
