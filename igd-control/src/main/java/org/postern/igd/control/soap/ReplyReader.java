// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.xml.XmlElement;
import org.postern.igd.control.xml.XmlFormatException;
import org.postern.igd.control.xml.XmlReader;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        Optional<Reply.Fault> fault = FaultReader.salvage(response.body());
        return fault.isPresent() ? fault.get() : new Reply.HttpRefusal(response.status());
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
        List<XmlElement> children = body.get().children();
        return children.isEmpty() ? new Reply.Nothing() : arguments(children.get(0));
    }

    private static Optional<XmlElement> response(XmlElement parent) {
        if (isResponse(parent)) {
            return Optional.of(parent);
        }
        for (XmlElement each : parent.children()) {
            if (isResponse(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static boolean isResponse(XmlElement element) {
        return element.name().toLowerCase(Locale.ROOT).endsWith("response");
    }

    private static Reply arguments(XmlElement response) {
        Map<String, String> arguments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (XmlElement child : response.children()) {
            arguments.putIfAbsent(child.name(), child.text());
        }
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
