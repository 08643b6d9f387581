// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

/** The two protocols of one port. A server that speaks both is asked over PCP. */
public enum Dialect {
    /** RFC 6887. */
    PCP("PCP", "pcp"),
    /** RFC 6886. */
    NAT_PMP("NAT-PMP", "nat-pmp");

    private final String title;
    private final String key;

    Dialect(String title, String key) {
        this.title = title;
        this.key = key;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** For control codes and settings. */
    public String key() {
        return key;
    }
}
