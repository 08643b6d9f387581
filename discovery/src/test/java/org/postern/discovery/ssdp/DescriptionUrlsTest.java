// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** Which values of the LOCATION header are used, and how they are repaired (UDA 2.0, 1.3.3). */
class DescriptionUrlsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.1.1:80",
                "HTTP://192.168.1.1/a?b=c",
                "http://[::1]:5431/dyndev/uuid:1",
                "http://192.0.2.2:9080",
                "http://192.0.2.2:/x"
            })
    void usableLocations(String location) {
        assertTrue(DescriptionUrls.read(location).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/file[/].html",
                "https://192.0.2.2/",
                "/root.xml",
                "http:///root.xml",
                "ftp://192.0.2.2/",
                "http://192.0.2.2:70000/",
                "http:root.xml",
                "file:///etc/passwd",
                "http://192.0.2.2 /",
                "http://192.0.2.2:x/",
                "http://fe80::1:80/"
            })
    void unusableLocations(String location) {
        assertTrue(DescriptionUrls.read(location).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.0.2.2/a b.xml, http://192.0.2.2/a%20b.xml",
        "http://192.0.2.2/{1}/[a]|b, http://192.0.2.2/%7B1%7D/%5Ba%5D%7Cb",
        "http://192.0.2.2/50%/%20?x=\u00f6, http://192.0.2.2/50%25/%20?x=%C3%B6",
        "<http://192.0.2.2/a>, http://192.0.2.2/a",
        "\" http://192.0.2.2/a \", http://192.0.2.2/a",
        "http://192.0.2.2/it's, http://192.0.2.2/it's"
    })
    void brokenLocationsAreRepaired(String location, String usable) {
        assertEquals(usable, DescriptionUrls.read(location).orElseThrow().toString());
    }

    /** Quirk S28. */
    @ParameterizedTest
    @CsvSource({
        "http://My_Router:5000/root.xml, http://192.0.2.2:5000/root.xml",
        "http://My_Router/root.xml, http://192.0.2.2/root.xml",
        "http://:5000/root.xml, http://192.0.2.2:5000/root.xml",
        "http://router.lan:5000/root.xml, http://192.0.2.2:5000/root.xml",
        "http:///root.xml, ",
        "http://127.1/root.xml, ",
        "http://u@My_Router/root.xml, ",
        "http://My_Router:70000/root.xml, "
    })
    void nameOfAnySpelling_isTheSender(String location, String url) throws Exception {
        InetAddress sender = InetAddress.getByName("192.0.2.2");
        assertEquals(
                Optional.ofNullable(url),
                DescriptionUrls.read(location)
                        .or(() -> DescriptionUrls.readUnnamed(location))
                        .flatMap(each -> DescriptionUrls.withAddress(each, sender))
                        .map(URI::toString));
    }

    @Test
    void aLocationIsBounded_alsoWhenRepaired() {
        String url = "http://192.0.2.2/";
        assertTrue(DescriptionUrls.read(url + "a".repeat(1000)).isPresent());
        assertTrue(DescriptionUrls.read(url + "a".repeat(1024)).isEmpty());
        assertTrue(DescriptionUrls.read(url + " ".repeat(600) + "a").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[fe80::1%eth0]:80/x", "http://[fe80::1%25eth0]:80/x",
                "http://[fe80::1%25br-lan]:80/x", "http://[fe80::1]:80/x"
            })
    void locationsCarryNoScope(String location) {
        assertEquals(
                "http://[fe80::1]:80/x", DescriptionUrls.read(location).orElseThrow().toString());
    }
}
