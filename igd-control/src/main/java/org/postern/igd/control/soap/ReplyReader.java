// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.xml.XmlElement;
import org.postern.igd.control.xml.XmlFormatException;
import org.postern.igd.control.xml.XmlReader;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what a service answered to an action. */
public final class ReplyReader {
    private ReplyReader() {}

    /**
     * Reads an answer; fails when a successful one cannot be read. A fault counts first, the status
     * second (quirk A35), the content type not at all (A36).
     */
    public static Reply read(HttpResponse response) throws XmlFormatException {
        boolean good = response.status() / 100 == 2;
        if (isBlank(response.body())) {
            return good ? new Reply.Nothing() : new Reply.HttpRefusal(response.status());
        }
        try {
            XmlElement root = XmlReader.read(response.body());
            Optional<Reply.Fault> fault = FaultReader.read(root, good);
            if (fault.isPresent()) {
                return fault.get();
            }
            return good ? done(root) : refusal(response);
        } catch (XmlFormatException e) {
            if (good) {
                throw e;
            }
            return refusal(response);
        }
    }

    private static Reply refusal(HttpResponse response) {
        return FaultReader.salvage(response.body())
                .map(Reply.class::cast)
                .orElseGet(() -> new Reply.HttpRefusal(response.status()));
    }

    /**
     * The response is known by its name; else it is what stands first in the body, which some name
     * like the action (quirk A34).
     */
    private static Reply done(XmlElement root) throws XmlFormatException {
        Optional<XmlElement> body = root.find("Body");
        Optional<XmlElement> response = response(body.orElse(root));
        if (response.isPresent()) {
            return arguments(response.get());
        }
        if (body.isEmpty()) {
            throw new XmlFormatException("the document is no SOAP");
        }
        return body.get().children().stream()
                .findFirst()
                .map(ReplyReader::arguments)
                .orElseGet(Reply.Nothing::new);
    }

    private static Optional<XmlElement> response(XmlElement parent) {
        return Stream.concat(Stream.of(parent), parent.children().stream())
                .filter(element -> element.name().toLowerCase(Locale.ROOT).endsWith("response"))
                .findFirst();
    }

    private static Reply arguments(XmlElement response) {
        Map<String, String> arguments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.children().forEach(child -> arguments.putIfAbsent(child.name(), child.text()));
        return new Reply.Done(arguments);
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if ((b & 0xff) > ' ') {
                return false;
            }
        }
        return true;
    }
}
