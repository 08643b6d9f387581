// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of the class run inside an Apache Karaf of its own, set up as openHAB sets it up:
 * Equinox as its framework, and {@code addons} as its watched folder. Nothing of Postern is
 * installed; its searches will use the loopback interface alone, and its keeper the router whose UDN
 * is the system property {@code postern.udn}. Methods take no parameters.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledForJreRange(
        max = JRE.JAVA_23,
        disabledReason = "Karaf 4.4 needs Subject.getSubject, which throws from Java 24 on.")
@ExtendWith(InKarafLikeOpenhabExtension.class)
public @interface InKarafLikeOpenhab {}
