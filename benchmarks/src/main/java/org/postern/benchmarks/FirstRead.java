// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.postern.igd.control.xml.XmlReader;

/** Reads a description for the first time in this JVM, and prints the nanoseconds that took. */
final class FirstRead {
    private FirstRead() {}

    public static void main(String[] arguments) throws Exception {
        byte[] document = Fixture.document("description.xml");
        boolean jdk = arguments[0].equals("jdk");
        long start = System.nanoTime();
        if (jdk) {
            StaxReader.read(document);
        } else {
            XmlReader.read(document);
        }
        System.out.println(System.nanoTime() - start);
    }
}
