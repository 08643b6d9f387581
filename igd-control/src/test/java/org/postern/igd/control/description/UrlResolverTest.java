// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Optional;

class UrlResolverTest {
    @ParameterizedTest
    @CsvSource({
        // Quirk D15: slashes that double, and bases without a path.
        "http://r:80/, /ctl, http://r:80/ctl",
        "http://r, /ctl, http://r/ctl",
        "http://r, ctl, http://r/ctl",
        "http://r/x/, //ctl, http://r/ctl",
        "http://r:80/x/, //r:80/ctl, http://r:80/ctl",
        "http://r/x/, //198.51.100.7/ctl, http://r/198.51.100.7/ctl",
        // D16: absolute, another port.
        "http://r:80/d.xml, http://r:5440/ctl, http://r:5440/ctl",
        "http://r:80/d.xml, HTTP://r/ctl, HTTP://r/ctl",
        // S28: a name that no URL may have, or none.
        "http://r:80/d.xml, http://My_Router:5440/ctl?x, http://r:5440/ctl?x",
        "http://r:80/d.xml, http://My_Router/ctl, http://r/ctl",
        "http://[fe80::1%2]:80/d.xml, http://:5440/ctl, http://[fe80::1%2]:5440/ctl",
        // D17, D18: queries stay, and a bare one keeps the path.
        "http://r/d.xml, /control?WANIPConnection, http://r/control?WANIPConnection",
        "http://r/UD/d.xml, ?0, http://r/UD/d.xml?0",
        "http://r, ?control=1, http://r/?control=1",
        "http://r/a/d.xml?old=1, ?new=2, http://r/a/d.xml?new=2",
        "http://r/d.xml, /soap.cgi?s=WANIPConn1&x=/../y, http://r/soap.cgi?s=WANIPConn1&x=/../y",
        // D19: no slash in front.
        "http://r/upnp/d.xml, ctl/IPConn, http://r/upnp/ctl/IPConn",
        "http://r/d.xml, ctl, http://r/ctl",
        // D20: colons are no scheme.
        "http://r:5431/d/x.xml, /uuid:1-2/WANPPP:1, http://r:5431/uuid:1-2/WANPPP:1",
        "http://r/d/x.xml, uuid:1/WANIP:1, http://r/d/uuid:1/WANIP:1",
        "http://r/d.xml, javascript:alert(1), http://r/javascript:alert(1)",
        // An IPv6 base keeps its brackets and its scope.
        "http://[fe80::1%2]:80/d.xml, /ctl, http://[fe80::1%2]:80/ctl",
        // What no URL may contain.
        "http://r/d.xml, /a b|c, http://r/a%20b%7Cc",
        "http://r/d.xml, /t\u00fcr, http://r/t%C3%BCr",
        "http://r/d.xml, /a%20b%zz%, http://r/a%20b%25zz%25",
        "http://r/d.xml, \\ctl, http://r/%5Cctl",
        "http://r/d.xml, ?, http://r/d.xml?",
        "http://r/d.xml, /ctl#x, http://r/ctl#x",
        "http://r/d.xml, /a%2Fb, http://r/a%2Fb",
        "http://r/d.xml, http://u:p@r/ctl, http://u:p@r/ctl",
    })
    void routersUrls(String base, String reference, String resolved) {
        assertEquals(resolved, resolve(base, reference).orElseThrow().toString());
    }

    /** RFC 3986 section 5.4, without the references that lead to another authority. */
    @ParameterizedTest
    @CsvSource({
        "g, /b/c/g",
        "./g, /b/c/g",
        "g/, /b/c/g/",
        "/g, /g",
        "?y, /b/c/d;p?y",
        "g?y, /b/c/g?y",
        ";x, /b/c/;x",
        "g;x=1/./y, /b/c/g;x=1/y",
        "., /b/c/",
        "./, /b/c/",
        ".., /b/",
        "../g, /b/g",
        "../.., /",
        "../../g, /g",
        "../../../../g, /g",
        "/./g, /g",
        "/../g, /g",
        "g., /b/c/g.",
        "..g, /b/c/..g",
        "./g/., /b/c/g/",
        "g/./h, /b/c/g/h",
        "g/../h, /b/c/h",
        "g?y/../x, /b/c/g?y/../x"
    })
    void standardReferences(String reference, String path) {
        assertEquals(
                "http://a" + path,
                resolve("http://a/b/c/d;p?q", reference).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \r\n",
                "http://",
                "http:///ctl",
                "http://[::1/ctl",
                "http://r:port/",
                "http://a b/"
            })
    void whatIsNoUrl_isNothing(String reference) {
        assertEquals(Optional.empty(), resolve("http://r/d.xml", reference));
    }

    @Test
    void urlWithoutEnd_isNothing() {
        assertEquals(Optional.empty(), resolve("http://r/d.xml", "/" + "x".repeat(3000)));
    }

    @Test
    void longBase_makesNoLongUrls() {
        String base = "http://r/" + "x".repeat(2000) + "/d.xml";

        assertEquals(Optional.empty(), resolve(base, "y".repeat(100)));
        assertEquals(Optional.of(URI.create("http://r/ctl")), resolve(base, "/ctl"));
    }

    private static Optional<URI> resolve(String base, String reference) {
        return UrlResolver.resolve(URI.create(base), reference);
    }
}
