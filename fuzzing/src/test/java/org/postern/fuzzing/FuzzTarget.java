// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

import org.postern.discovery.ssdp.SsdpPromises;
import org.postern.doctor.outside.client.HelperReplyPromises;
import org.postern.doctor.outside.server.HelperRequestPromises;
import org.postern.igd.control.description.DescriptionPromises;
import org.postern.igd.control.events.EventPromises;
import org.postern.igd.control.gateway.SoapPromises;
import org.postern.igd.control.http.HttpPromises;
import org.postern.igd.control.xml.XmlPromises;
import org.postern.pcp.control.packet.PcpPromises;

import java.util.Locale;
import java.util.function.Consumer;

/** The readers, by what they read. */
enum FuzzTarget {
    SSDP(SsdpPromises::check, "ssdp", "ssdp/*.txt"),
    HTTP(HttpPromises::check, "http", "{soap/*.http,gena/*.txt}"),
    XML(XmlPromises::check, "xml", "{description,soap,scpd,gena}/*.xml"),
    DESCRIPTION(DescriptionPromises::check, "xml", "description/*.xml"),
    SOAP(SoapPromises::check, "xml", "soap/*.xml"),
    EVENT(EventPromises::check, "event", "gena/*.{txt,xml}"),
    PCP(PcpPromises::check, "pcp", "{pcp,natpmp}/*.bin"),
    /** Both sides of the helper outside. */
    HELPER(FuzzTarget::checkHelper, "helper", "helper/*.http");

    private final Consumer<byte[]> promises;
    private final String dictionary;
    private final String corpusFiles;

    FuzzTarget(Consumer<byte[]> promises, String dictionary, String corpusFiles) {
        this.promises = promises;
        this.dictionary = dictionary;
        this.corpusFiles = corpusFiles;
    }

    /** Fails with an {@link AssertionError}, or what the reader throws, on a broken promise. */
    void check(byte[] input) {
        Cost.check(input.length, () -> promises.accept(input));
    }

    /** The same under Jazzer, whose counting allocates more than reading does. */
    void checkAllButAllocation(byte[] input) {
        Cost.checkTime(input.length, () -> promises.accept(input));
    }

    private static void checkHelper(byte[] input) {
        HelperRequestPromises.check(input);
        HelperReplyPromises.check(input);
    }

    /** The name of its folders. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The protocol's words, in libFuzzer's format. */
    String dictionary() {
        return dictionary;
    }

    /** Which files of the corpus it reads, as a glob. */
    String corpusFiles() {
        return corpusFiles;
    }
}
